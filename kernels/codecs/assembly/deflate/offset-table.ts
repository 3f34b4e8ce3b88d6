// The decode table of distance codes (RFC 1951 section 3.2.5, 1996-05).

import { sortSymbols } from './canonical-code'
import { fillTable } from './decode-table'
import { CODE_BITS_SHIFT, OFFSET_SYMBOL_SHIFT, UNUSED_ENTRY } from './entry'

/** Bits looked up at once. */
export const OFFSET_WIDTH: u32 = 8
/** Symbols of the fixed code; the last two have no distance (RFC 1951 section 3.2.6). */
export const OFFSET_SYMBOLS: u32 = 32
const USED_SYMBOLS: u32 = 30

/** u32 entries: the table, then at most 15 subtables of 128. */
export const OFFSETS: usize = memory.data(4 * (256 + 16 * 128), 16)
/** Per symbol: u16 mask of its extra bits, u16 smallest distance. */
export const OFFSET_BASES: usize = memory.data(4 * 32, 16)
/** u32: mask of a subtable's byte offsets. */
export const OFFSET_SUBTABLE_MASK: usize = memory.data(4, 4)

const SYMBOL_ENTRIES: usize = memory.data(4 * 32, 16)
/** What a bit of code length adds to an entry: one bit to drop, one bit of code. */
const PER_LENGTH: u32 = 1 | (1 << CODE_BITS_SHIFT)

fillSymbols()

/** Returns false when the lengths are no prefix code. */
export function buildOffsetTable(lengths: usize, symbolCount: u32): bool {
  const longest = sortSymbols(lengths, symbolCount)
  if (longest < 0) return false
  store<u32>(OFFSET_SUBTABLE_MASK, (4 << (max(<u32>longest, OFFSET_WIDTH) - OFFSET_WIDTH)) - 4)
  fillTable(OFFSETS, OFFSET_WIDTH, longest, SYMBOL_ENTRIES, PER_LENGTH)
  return true
}

function fillSymbols(): void {
  let base: u32 = 1
  for (let symbol: u32 = 0; symbol < OFFSET_SYMBOLS; symbol++) {
    const slot = <usize>symbol << 2
    const extra = symbol < 2 ? 0 : (symbol >> 1) - 1
    store<u16>(slot, <u16>((<u32>1 << extra) - 1), OFFSET_BASES)
    store<u16>(slot, <u16>base, OFFSET_BASES + 2)
    const entry = extra | (2 << CODE_BITS_SHIFT) | (<u32>slot << OFFSET_SYMBOL_SHIFT)
    store<u32>(slot, symbol < USED_SYMBOLS ? entry : UNUSED_ENTRY, SYMBOL_ENTRIES)
    base += 1 << extra
  }
}
