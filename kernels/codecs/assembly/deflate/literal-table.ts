// The decode table of literals and lengths (RFC 1951 section 3.2.5, 1996-05), with pairs of them in one entry.

import { codeStep, sortedSymbol, sortSymbols, startOfLength, streamOrder } from './canonical-code'
import { doubleTable, fillSubtables, fillUnused } from './decode-table'
import {
  END_ENTRY, LENGTH_CODE_SHIFT, LITERAL_COUNT_SHIFT, LITERAL_SHIFT, MATCH, SECOND_LITERAL_SHIFT, UNUSED_ENTRY,
} from './entry'

/** Bits looked up at once. */
export const LITERAL_WIDTH: u32 = 12
/** Symbols of the fixed code; the last two have no length (RFC 1951 section 3.2.6). */
export const LITERAL_SYMBOLS: u32 = 288
const USED_SYMBOLS: u32 = 286
const END_OF_BLOCK: u32 = 256
const LONGEST_MATCH: u32 = 258

/** u32 entries: the table, then at most 143 subtables of 8. */
export const LITERALS: usize = memory.data(4 * (4096 + 144 * 8), 16)
/** Per length code: u8 extra bits less two, u8 mask of the extra bits, u16 smallest length. */
export const LENGTH_BASES: usize = memory.data(4 * 32, 16)
/** u32: mask of a subtable's byte offsets. */
export const LITERAL_SUBTABLE_MASK: usize = memory.data(4, 4)

/** Per symbol: its entry less its code length. */
const SYMBOL_ENTRIES: usize = memory.data(4 * 288, 16)
/** Per sorted symbol: its entry as the second of a pair. */
const SECOND_ENTRIES: usize = memory.data(4 * 288, 16)
/** Per sorted symbol: u16 code in stream order. */
const SORTED_CODES: usize = memory.data(2 * 288, 16)
/** Per code length: u16 index of the first sorted symbol that is no literal. */
const LITERAL_ENDS: usize = memory.data(32, 16)

fillSymbols()

/** Returns false when the lengths are no prefix code. */
export function buildLiteralTable(lengths: usize, symbolCount: u32): bool {
  const longest = sortSymbols(lengths, symbolCount)
  if (longest < 0) return false
  store<u32>(LITERAL_SUBTABLE_MASK, (4 << (max(<u32>longest, LITERAL_WIDTH) - LITERAL_WIDTH)) - 4)
  if (longest < 2) fillUnused(LITERALS, LITERAL_WIDTH)
  let code: u32 = 0
  for (let length: u32 = 1; length <= LITERAL_WIDTH; length++) {
    code = enterSymbols(length, code)
    enterPairs(length)
    if (length < LITERAL_WIDTH) doubleTable(LITERALS, length)
  }
  if (<u32>longest > LITERAL_WIDTH) fillSubtables(LITERALS, LITERAL_WIDTH, longest, code, SYMBOL_ENTRIES, 1)
  return true
}

/** Enters the symbols whose codes have `length` bits; returns the code after them. */
function enterSymbols(length: u32, firstCode: u32): u32 {
  const end = startOfLength(length + 1)
  let code = firstCode
  let literalEnd = startOfLength(length)
  for (let index = literalEnd; index < end; index++) {
    const symbol = sortedSymbol(index)
    const stream = streamOrder(code)
    const entry = load<u32>(<usize>symbol << 2, SYMBOL_ENTRIES) + length
    const isLiteral = symbol < END_OF_BLOCK
    store<u32>(<usize>stream << 2, entry, LITERALS)
    store<u16>(<usize>index << 1, <u16>stream, SORTED_CODES)
    store<u32>(<usize>index << 2, isLiteral ? asSecond(entry) : entry, SECOND_ENTRIES)
    literalEnd += <u32>isLiteral
    code += codeStep(length)
  }
  store<u16>(<usize>length << 1, <u16>literalEnd, LITERAL_ENDS)
  return code
}

function asSecond(entry: u32): u32 {
  const literal = entry & (255 << LITERAL_SHIFT)
  return entry - literal + (literal << (SECOND_LITERAL_SHIFT - LITERAL_SHIFT))
}

/** Enters the pairs of a literal and any symbol whose codes have `length` bits together. */
function enterPairs(length: u32): void {
  for (let firstLength: u32 = 1; firstLength < length; firstLength++) {
    const secondStart = startOfLength(length - firstLength)
    const secondEnd = startOfLength(length - firstLength + 1)
    if (secondStart == secondEnd) continue
    const end = <u32>load<u16>(<usize>firstLength << 1, LITERAL_ENDS)
    for (let first = startOfLength(firstLength); first < end; first++) {
      const entry = firstLength + (1 << LITERAL_COUNT_SHIFT) + (sortedSymbol(first) << LITERAL_SHIFT)
      const code = <usize>load<u16>(<usize>first << 1, SORTED_CODES)
      for (let second = secondStart; second < secondEnd; second++) {
        const slot = code | (<usize>load<u16>(<usize>second << 1, SORTED_CODES) << firstLength)
        store<u32>(slot << 2, load<u32>(<usize>second << 2, SECOND_ENTRIES) + entry, LITERALS)
      }
    }
  }
}

function fillSymbols(): void {
  for (let literal: u32 = 0; literal < END_OF_BLOCK; literal++) {
    const entry = (1 << LITERAL_COUNT_SHIFT) | (literal << LITERAL_SHIFT)
    store<u32>(<usize>literal << 2, entry, SYMBOL_ENTRIES)
  }
  store<u32>(<usize>END_OF_BLOCK << 2, END_ENTRY, SYMBOL_ENTRIES)
  let base: u32 = 3
  for (let symbol = END_OF_BLOCK + 1; symbol < LITERAL_SYMBOLS; symbol++) {
    const lengthCode = symbol - END_OF_BLOCK - 1
    const isLongest = symbol == USED_SYMBOLS - 1
    const extra = lengthCode < 8 || isLongest ? 0 : (lengthCode >> 2) - 1
    const slot = <usize>lengthCode << 2
    store<u8>(slot, <u8>((extra - 2) & 63), LENGTH_BASES)
    store<u8>(slot, <u8>((<u32>1 << extra) - 1), LENGTH_BASES + 1)
    store<u16>(slot, <u16>(isLongest ? LONGEST_MATCH : base), LENGTH_BASES + 2)
    const entry = extra | MATCH | (lengthCode << LENGTH_CODE_SHIFT)
    store<u32>(<usize>symbol << 2, symbol < USED_SYMBOLS ? entry : UNUSED_ENTRY, SYMBOL_ENTRIES)
    base += 1 << extra
  }
}
