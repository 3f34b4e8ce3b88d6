// The decode tables of a block's Huffman codes (bzip2 format, sections 2.2.1.5 and 2.2.3.2.3, 2016-09).
// A look-up of LOOKUP_WIDTH bits gives the symbol and its length, or says that the code is longer: then the code is
// compared with the last of each length, left-aligned to 20 bits.

import { takeBits } from './bit-reader'

/** Bits looked up at once. */
export const LOOKUP_WIDTH: u32 = 10
export const LONGEST_CODE: u32 = 20

/** Per table: u16 entries, then per length from LOOKUP_WIDTH + 1 what `longCode` needs, then symbols by code. */
export const TABLE_BYTES: usize = (2 << 10) + 8 * 24 + 2 * 272
const LIMITS: usize = 2 << 10
const SYMBOLS: usize = LIMITS + 8 * 24
/** An entry is symbol << LENGTH_BITS | length, or 0: the code is longer than the look-up, or there is none. */
export const LENGTH_BITS: u32 = 5
export const LENGTH_MASK: u32 = 31

const LENGTHS: usize = memory.data(272, 16)
const COUNTS: usize = memory.data(4 * 24, 16)
const PLACES: usize = memory.data(4 * 24, 16)

/** Reads the lengths of one code of `symbols` symbols and builds its table at `table`. False when they are malformed. */
export function readTable(table: usize, symbols: u32): bool {
  memory.fill(COUNTS, 0, 4 * 24)
  let length = takeBits(5)
  for (let symbol: u32 = 0; symbol < symbols; symbol++) {
    while (takeBits(1)) {
      if (length - 1 >= LONGEST_CODE) return false
      length += 1 - (takeBits(1) << 1)
    }
    if (length - 1 >= LONGEST_CODE) return false
    store<u8>(LENGTHS + symbol, <u8>length)
    store<u32>(length << 2, load<u32>(length << 2, COUNTS) + 1, COUNTS)
  }
  if (!placeCodes(table)) return false
  enterSymbols(table, symbols)
  return true
}

/** Gives each length its first code and the place of its first symbol. Over-subscribed codes, which libbz2 would take, are refused. */
function placeCodes(table: usize): bool {
  let code: u32 = 0
  let place: u32 = 0
  for (let length: u32 = 1; length <= LONGEST_CODE; length++) {
    const count = load<u32>(length << 2, COUNTS)
    store<u32>(length << 2, place, PLACES)
    const limits = table + ((<usize>length) << 3)
    store<u32>(limits, place - code, LIMITS + 4)
    code += count
    place += count
    if (code > (<u32>1) << length) return false
    store<u32>(limits, code << (LONGEST_CODE - length), LIMITS)
    code <<= 1
  }
  return true
}

/** Sorts the symbols by code and fills the look-up, shortest codes first. */
function enterSymbols(table: usize, symbols: u32): void {
  for (let symbol: u32 = 0; symbol < symbols; symbol++) {
    const length = <usize>load<u8>(LENGTHS + symbol)
    const place = load<u32>(length << 2, PLACES)
    store<u32>(length << 2, place + 1, PLACES)
    store<u16>(table + (place << 1), <u16>symbol, SYMBOLS)
  }
  let entry = table
  let place: u32 = 0
  for (let length: u32 = 1; length <= LOOKUP_WIDTH; length++) {
    const copies = (<u32>1) << (LOOKUP_WIDTH - length)
    for (const end = load<u32>(length << 2, PLACES); place < end; place++) {
      const value = ((<u32>load<u16>(table + (place << 1), SYMBOLS)) << LENGTH_BITS) | length
      for (let copy: u32 = 0; copy < copies; copy++, entry += 2) store<u16>(entry, <u16>value)
    }
  }
  memory.fill(entry, 0, table + LIMITS - entry)
}

/** The entry of a code longer than the look-up: `ahead` are the next LONGEST_CODE bits. 0 when there is no such code. */
export function longCode(table: usize, ahead: u32): u32 {
  for (let length = LOOKUP_WIDTH + 1; length <= LONGEST_CODE; length++) {
    const limits = table + ((<usize>length) << 3)
    if (ahead >= load<u32>(limits, LIMITS)) continue
    const place = (ahead >> (LONGEST_CODE - length)) + load<u32>(limits, LIMITS + 4)
    return ((<u32>load<u16>(table + (place << 1), SYMBOLS)) << LENGTH_BITS) | length
  }
  return 0
}
