// The hot loop: the symbols of a block, with the move-to-front transform and its runs undone (bzip2 format, sections
// 2.2.1.3 to 2.2.1.5, 2016-09). What comes out is the last column of the sorted block.

import { nextBits, readerBits, readerHeld, readerLimit, readerNext, saveState } from './bit-reader'
import { firstOfList, moveToFront } from './byte-list'
import { LENGTH_BITS, LENGTH_MASK, longCode, LONGEST_CODE, LOOKUP_WIDTH, TABLE_BYTES } from './code-tables'

/** Symbols that one selector is for. */
const GROUP: u32 = 50
const RUNB: u32 = 1
/** A longer run is beyond every block: its weights are 2^0 to 2^20. */
const LONGEST_WEIGHT: u32 = 1 << 20

/** u32 per byte value: how often it is in the column. */
export const VALUE_COUNTS: usize = memory.data(4 * 256, 16)

/**
 * Decodes symbols until the end of the block to [column, columnEnd). `selectors` are u8 table numbers, up to
 * `selectorsEnd`; `endSymbol` ends the block. Returns the end of the column, or 0 when the block is malformed.
 *
 * State: `bits`, `held`, `next` as in bit-reader.ts, `left` the symbols left of the group, `weight` and `run` of a run
 * that has begun. Bounds: a run is checked against `columnEnd` before it is written, and written 16 bytes at a time;
 * `next` stays within the limit of the reader, or the block is malformed.
 */
export function decodeSymbols(
  column: usize,
  columnEnd: usize,
  selectors: usize,
  selectorsEnd: usize,
  endSymbol: u32,
  tables: usize,
): usize {
  memory.fill(VALUE_COUNTS, 0, 4 * 256)
  const limit = readerLimit()
  let bits = readerBits()
  let held = readerHeld()
  let next = readerNext()
  let out = column
  let table: usize = 0
  let left: u32 = 0
  let weight: u32 = 1
  let run: u32 = 0
  while (true) {
    if (left == 0) {
      if (selectors >= selectorsEnd) return 0
      table = tables + <usize>load<u8>(selectors++) * TABLE_BYTES
      left = GROUP
    }
    left--
    if (held < LONGEST_CODE) {
      if (next > limit) return 0
      bits |= nextBits(next) >> held
      next += <usize>((63 - held) >> 3)
      held |= 56
    }
    let entry = <u32>load<u16>(table + <usize>((bits >> (64 - LOOKUP_WIDTH)) << 1))
    if (entry == 0) {
      entry = longCode(table, <u32>(bits >> (64 - LONGEST_CODE)))
      if (entry == 0) return 0
    }
    bits <<= <u64>(entry & LENGTH_MASK)
    held -= <u64>(entry & LENGTH_MASK)
    const symbol = entry >> LENGTH_BITS
    if (symbol <= RUNB) {
      if (weight > LONGEST_WEIGHT) return 0
      run += weight << symbol
      weight <<= 1
      continue
    }
    if (run > 0) {
      if (<usize>run > columnEnd - out) return 0
      const value = firstOfList()
      const count = (<usize>value) << 2
      store<u32>(count, load<u32>(count, VALUE_COUNTS) + run, VALUE_COUNTS)
      const values = i8x16.splat(<i8>value)
      const end = out + run
      for (; out < end; out += 16) v128.store(out, values)
      out = end
      run = 0
      weight = 1
    }
    if (symbol == endSymbol) {
      saveState(bits, held, next)
      return out
    }
    if (out >= columnEnd) return 0
    const value = moveToFront(symbol - RUNB)
    const count = (<usize>value) << 2
    store<u32>(count, load<u32>(count, VALUE_COUNTS) + 1, VALUE_COUNTS)
    store<u8>(out++, <u8>value)
  }
}
