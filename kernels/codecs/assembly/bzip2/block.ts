// One block of a bzip2 stream (bzip2 format, section 2.2.3, 2016-09): its header, its codes, its bytes.
// Randomised blocks, which no version since 0.9.5 (1999) writes, are refused.

import { CODEC_FAILED, NEEDS_ROOM } from '@genomsyn/abi/assembly/status'
import { releaseScratch, scratchMark, takeScratch } from '../scratch'
import { readerPassedEnd, takeBits } from './bit-reader'
import { blockCrc } from './block-crc'
import { openList } from './byte-list'
import { readTable, TABLE_BYTES } from './code-tables'
import { sortRows, walkRows } from './inverse-transform'
import { expandRuns } from './run-lengths'
import { decodeSymbols } from './symbols'

const MOST_TABLES: u32 = 6
const USED: usize = memory.data(32, 16)
const TABLES: usize = memory.data(6 * 2784, 16)
const SELECTORS: usize = memory.data(32768, 16)
const TABLE_ORDER: usize = memory.data(8, 8)

let wantedCrc: u32 = 0
let crc: u32 = 0

/** The CRC of the block that was decoded last. */
export function decodedCrc(): u32 {
  return crc
}

/**
 * Decodes the block whose CRC the reader stands at to [out, outEnd), of which it need not fill all. `capacity` is the
 * stream's block size. Returns the bytes written, CODEC_FAILED or NEEDS_ROOM.
 */
export function decodeBlock(out: usize, outEnd: usize, capacity: u32): i32 {
  const mark = scratchMark()
  // Four bytes at least come out of five: a larger block would not fit.
  const size = <u32>min<u64>(capacity, (<u64>(outEnd - out) * 5) / 4 + 4)
  const column = takeScratch(size + 64)
  const rows = takeScratch((<u64>size) << 2)
  const status = column == 0 || rows == 0 ? NEEDS_ROOM : decodeInto(out, outEnd, column, rows, size)
  releaseScratch(mark)
  return status
}

function decodeInto(out: usize, outEnd: usize, column: usize, rows: usize, size: u32): i32 {
  wantedCrc = takeBits(32)
  const randomised = takeBits(1)
  const first = takeBits(24)
  const symbols = readCodes()
  if (randomised || symbols == 0) return CODEC_FAILED
  const selectorsEnd = SELECTORS + selectorCount
  const end = decodeSymbols(column, column + size, SELECTORS, selectorsEnd, symbols - 1, TABLES)
  if (end == 0 || readerPassedEnd()) return CODEC_FAILED
  const length = <u32>(end - column)
  if (first >= length) return CODEC_FAILED
  sortRows(column, length, rows)
  walkRows(rows, first, column, length)
  const outputEnd = expandRuns(column, end, out, outEnd)
  if (outputEnd == 0) return CODEC_FAILED
  crc = blockCrc(out, outputEnd)
  return crc == wantedCrc ? <i32>(outputEnd - out) : CODEC_FAILED
}

let selectorCount: usize = 0

/** Reads which bytes are used, the selectors and the codes. Returns the number of symbols, or 0 when malformed. */
function readCodes(): u32 {
  readUsed()
  const symbols = openList(USED) + 2
  const tables = takeBits(3)
  selectorCount = takeBits(15)
  if (symbols == 2 || tables < 2 || tables > MOST_TABLES || selectorCount == 0) return 0
  if (!readSelectors(tables)) return 0
  for (let table: u32 = 0; table < tables; table++) {
    if (!readTable(TABLES + <usize>table * TABLE_BYTES, symbols)) return 0
  }
  return symbols
}

/** A bit for each sixteen values, then for each value of those sixteen that have any. */
function readUsed(): void {
  const sixteens = takeBits(16)
  for (let i: u32 = 0; i < 16; i++) {
    const used = (sixteens >> (15 - i)) & 1 ? takeBits(16) : 0
    // the value's bit lowest first, as `openList` has it
    let turned: u32 = 0
    for (let bit: u32 = 0; bit < 16; bit++) turned |= ((used >> (15 - bit)) & 1) << bit
    store<u16>(USED + (i << 1), <u16>turned)
  }
}

/** Each selector is its table's place in a list of those used last, in ones. */
function readSelectors(tables: u32): bool {
  for (let table: u32 = 0; table < tables; table++) store<u8>(TABLE_ORDER + table, <u8>table)
  for (let i: usize = 0; i < selectorCount; i++) {
    let place: u32 = 0
    while (takeBits(1)) if (++place >= tables) return false
    const table = load<u8>(TABLE_ORDER + place)
    for (; place > 0; place--) store<u8>(TABLE_ORDER + place, load<u8>(TABLE_ORDER + place - 1))
    store<u8>(TABLE_ORDER, table)
    store<u8>(SELECTORS + i, table)
  }
  return true
}
