// The decode table of literals and lengths (RFC 1951 section 3.2.5, 1996-05).

import { buildTable, describeTable } from './decode-table'
import { END_ENTRY, literalEntry, matchEntry, UNUSED_ENTRY } from './entry'

/** Bits looked up at once. 11 loses 4 to 13 % on real BAM, 13 up to 4 % (docs/decisions/optimisations.md). */
export const LITERAL_WIDTH: u32 = 12
/** Symbols of the fixed code; the last two have no length (RFC 1951 section 3.2.6). */
export const LITERAL_SYMBOLS: u32 = 288
const USED_SYMBOLS: u32 = 286
const END_OF_BLOCK: u32 = 256
const LONGEST_MATCH: u32 = 258

/** u32 entries: the table, then at most 143 subtables of 8. */
export const LITERALS: usize = memory.data(4 * (4096 + 144 * 8), 16)
/** Per length code: u8 extra bits less two, u8 mask of the extra bits, u16 smallest length; all 0 where no match is. */
export const LENGTHS: usize = memory.data(4 * 32, 16)
/** u32: mask of a subtable's byte offsets. */
export const LITERAL_SUBTABLE_MASK: usize = memory.data(4, 4)

const SYMBOL_ENTRIES: usize = memory.data(4 * 288, 16)

fillSymbols()

/** Builds the table from u8 code lengths. Returns false when they are no prefix code. */
export function buildLiteralTable(lengths: usize, symbolCount: u32): bool {
  describeTable(LITERALS, LITERAL_WIDTH, SYMBOL_ENTRIES, 1)
  const mask = buildTable(lengths, END_OF_BLOCK, symbolCount - END_OF_BLOCK)
  store<u32>(LITERAL_SUBTABLE_MASK, mask)
  return mask >= 0
}

function fillSymbols(): void {
  for (let literal: u32 = 0; literal < END_OF_BLOCK; literal++) storeEntry(literal, literalEntry(literal))
  storeEntry(END_OF_BLOCK, END_ENTRY)
  let length: u32 = 3
  for (let symbol = END_OF_BLOCK + 1; symbol < USED_SYMBOLS - 1; symbol++) {
    const lengthCode = symbol - END_OF_BLOCK - 1
    const extraBits = lengthCode < 8 ? 0 : (lengthCode >> 2) - 1
    enterLengthCode(lengthCode, extraBits, length)
    length += 1 << extraBits
  }
  enterLengthCode(USED_SYMBOLS - END_OF_BLOCK - 2, 0, LONGEST_MATCH)
  storeEntry(USED_SYMBOLS, UNUSED_ENTRY)
  storeEntry(USED_SYMBOLS + 1, UNUSED_ENTRY)
}

function enterLengthCode(lengthCode: u32, extraBits: u32, smallest: u32): void {
  const slot = (<usize>lengthCode) << 2
  store<u8>(slot, <u8>(extraBits - 2), LENGTHS)
  store<u8>(slot, <u8>(((<u32>1) << extraBits) - 1), LENGTHS + 1)
  store<u16>(slot, <u16>smallest, LENGTHS + 2)
  storeEntry(END_OF_BLOCK + 1 + lengthCode, matchEntry(lengthCode, extraBits))
}

function storeEntry(symbol: u32, entry: u32): void {
  store<u32>((<usize>symbol) << 2, entry, SYMBOL_ENTRIES)
}
