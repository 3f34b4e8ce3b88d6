// Slot tables in packed entries, for loops that look up one entry for a symbol: order 1, 32 states, and whatever is short.
//
//   bits   31 ........ 20 19 ................... 8 7 ... 0
//          frequency - 1 | slot - cumulative | symbol        u32, one per slot
//
// With x the state and h the state without its slot bits, the next state is h * frequency + slot - cumulative, which is
// h * (entry >>> 20) + h + ((entry >>> 8) & 4095): so that 4096 fits in twelve bits.
import { frequencyAt, frequencySum, symbolAt, symbolCount } from './frequencies'

/** The table of order 0, and room for one store too many. */
export const ORDER_0: usize = memory.data(16384 + 16, 64)

/** log2 of the bytes of a table. */
export function rowShift(bits: u32): u32 {
  return bits + 2
}

/**
 * Fills the table of 2^bits slots at `row` from the frequencies, which add up to that or to one less: then the last symbol takes the slot
 * that no encoder uses. Writes up to 12 bytes behind it.
 */
export function fillSlots(row: usize, bits: u32): void {
  const ramp = i32x4(0, 1 << 8, 2 << 8, 3 << 8)
  let at = row
  for (let i: u32 = 0; i < symbolCount; i++) {
    const frequency = frequencyAt(i)
    const spare = i + 1 == symbolCount ? (1 << bits) - frequencySum : 0
    const end = at + ((frequency + spare) << 2)
    let entries = i32x4.add(i32x4.splat(((frequency - 1) << 20) | symbolAt(i)), ramp)
    for (let to = at; to < end; to += 16) {
      v128.store(to, entries)
      entries = i32x4.add(entries, i32x4.splat(4 << 8))
    }
    at = end
  }
}
