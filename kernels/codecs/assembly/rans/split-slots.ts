// Slot tables of order 0 for four states, in three arrays: a load each for frequency, offset and symbol is quicker than one load and the
// shifts that take an entry apart. All are u16 with the values doubled, since the loops keep states doubled: x << 1 holds the byte
// offset of its slot, and no shift lies between one look-up and the next.
import { frequencyAt, frequencySum, symbolAt, symbolCount } from './frequencies'

const SLOTS: u32 = 4096
/** The byte offset of a slot in a doubled state. */
export const SLOT_MASK: u32 = 0x1ffe

/** One behind the other, with room for one store too many: elsewhere they collide in the first cache (2 %). */
const TABLES: usize = memory.data(3 * 8192 + 16, 64)
export const FREQUENCY: usize = TABLES
/** Slot less cumulative frequency. */
export const OFFSET: usize = TABLES + 8192
/** Not doubled. */
export const SYMBOL: usize = TABLES + 16384

/** Fills all three from the frequencies, which add up to 4096 or to 4095: then the last symbol takes the slot that no encoder uses. */
export function fillSplitSlots(): void {
  for (let i: u32 = 0, at: usize = 0; i < symbolCount; i++)
    at = fillRun(FREQUENCY + at, i, <i16>(frequencyAt(i) << 1), 0) - FREQUENCY
  for (let i: u32 = 0, at: usize = 0; i < symbolCount; i++) at = fillRun(OFFSET + at, i, 0, 2) - OFFSET
  for (let i: u32 = 0, at: usize = 0; i < symbolCount; i++) at = fillRun(SYMBOL + at, i, <i16>symbolAt(i), 0) - SYMBOL
}

/** Fills the slots of one symbol at `at` with `first`, `first + step` and so on. Returns where they end; writes up to 14 bytes more. */
function fillRun(at: usize, index: u32, first: i16, step: i16): usize {
  const slots = frequencyAt(index) + (index + 1 == symbolCount ? SLOTS - frequencySum : 0)
  const end = at + ((<usize>slots) << 1)
  let values = i16x8.add(i16x8.splat(first), i16x8.mul(i16x8.splat(step), i16x8(0, 1, 2, 3, 4, 5, 6, 7)))
  for (let to = at; to < end; to += 16) {
    v128.store(to, values)
    values = i16x8.add(values, i16x8.splat(step << 3))
  }
  return end
}
