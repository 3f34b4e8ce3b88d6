// The decode table of distance codes (RFC 1951 section 3.2.5, 1996-05).

import { buildTable, describeTable } from './decode-table'
import { CODE_BITS_SHIFT, OFFSET_SYMBOL_SHIFT, UNUSED_ENTRY } from './entry'

/** Bits looked up at once. 7 and 9 are no different on real BAM (docs/decisions/optimisations.md). */
export const OFFSET_WIDTH: u32 = 8
/** Symbols of the fixed code; the last two have no distance (RFC 1951 section 3.2.6). */
export const OFFSET_SYMBOLS: u32 = 32
const USED_SYMBOLS: u32 = 30
/** Stands for the distance where there is no match. */
const NO_DISTANCE_SYMBOL: u32 = 31
/** A load from this far back meets no store that is still under way: 64 costs 4 %, 256 to 1024 are equal. */
const NO_DISTANCE: u32 = 512

/** Byte offset of the table in OFFSETS. */
export const MATCH_OFFSETS: u32 = 4 << OFFSET_WIDTH
/** u32 entries: as many for "no match" as the table has, the table, at most 15 subtables of 128. */
export const OFFSETS: usize = memory.data(4 * (2 * 256 + 16 * 128), 16)
/** Per symbol: u16 mask of its extra bits, u16 smallest distance. */
export const DISTANCES: usize = memory.data(4 * 32, 16)
/** u32: mask of a subtable's byte offsets. */
export const OFFSET_SUBTABLE_MASK: usize = memory.data(4, 4)

const SYMBOL_ENTRIES: usize = memory.data(4 * 32, 16)
/** What a bit of code length adds to an entry: one bit to drop, one bit of code. */
const PER_LENGTH: u32 = 1 | (1 << CODE_BITS_SHIFT)

fillSymbols()
fillNoOffsets()

/** Builds the table from u8 code lengths. Returns false when they are no prefix code. */
export function buildOffsetTable(lengths: usize, symbolCount: u32): bool {
  describeTable(OFFSETS + MATCH_OFFSETS, OFFSET_WIDTH, SYMBOL_ENTRIES, PER_LENGTH)
  const mask = buildTable(lengths, 0, symbolCount)
  store<u32>(OFFSET_SUBTABLE_MASK, mask)
  return mask >= 0
}

function fillSymbols(): void {
  let distance: u32 = 1
  for (let symbol: u32 = 0; symbol < OFFSET_SYMBOLS; symbol++) {
    const slot = (<usize>symbol) << 2
    const extraBits = symbol < 2 ? 0 : (symbol >> 1) - 1
    const entry = extraBits | (2 << CODE_BITS_SHIFT) | ((<u32>slot) << OFFSET_SYMBOL_SHIFT)
    store<u32>(slot, symbol < USED_SYMBOLS ? entry : UNUSED_ENTRY, SYMBOL_ENTRIES)
    store<u16>(slot, <u16>(((<u32>1) << extraBits) - 1), DISTANCES)
    store<u16>(slot, <u16>distance, DISTANCES + 2)
    distance += 1 << extraBits
  }
}

function fillNoOffsets(): void {
  const symbol = (<usize>NO_DISTANCE_SYMBOL) << 2
  store<u32>(symbol, NO_DISTANCE << 16, DISTANCES)
  for (let slot: u32 = 0; slot < MATCH_OFFSETS; slot += 4) {
    store<u32>(<usize>slot, (<u32>symbol) << OFFSET_SYMBOL_SHIFT, OFFSETS)
  }
}
