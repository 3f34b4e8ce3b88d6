// Canonical Huffman codes of the core block (CRAMv3 section 13.3, 2024-09): symbols in order of code length, then of value.
import * as arena from './arena'
import * as reader from './header-reader'
import { readBit } from './core-bits'
import { failInSlice } from './fault'

/** Longest code. */
const LENGTH_MAX: u32 = 31
/** A table: per code length u32 first code, u32 codes, u32 index of the first symbol; then i32 symbols. */
const ROW: usize = 12
const SYMBOLS: usize = 12 * 32

/** The only symbol of a code of no bits; see `readTable`. */
export let onlySymbol: i32 = 0
/** Symbols of the table read last. */
export let symbolCount: u32 = 0

/** Reads both arrays into a table in the arena. Returns its address, or 0 when there is one symbol of no bits, no symbol, or a fault. */
export function readTable(): usize {
  symbolCount = <u32>reader.readItf8()
  if (<usize>symbolCount > reader.bytesLeft()) reader.skipBytes(~0)
  if (reader.isCut || symbolCount == 0) return 0
  const keys = arena.takeLow(8 * <u64>symbolCount)
  const table = arena.takeLow(<u64>SYMBOLS + 4 * <u64>symbolCount)
  if (keys == 0 || table == 0) return 0
  for (let i: u32 = 0; i < symbolCount; i++) store<u64>(keys + 8 * i, <u64>((<u32>reader.readItf8()) ^ 0x80000000))
  if (<u32>reader.readItf8() != symbolCount) reader.skipBytes(~0)
  for (let i: u32 = 0; i < symbolCount && !reader.isCut; i++) addLength(keys + 8 * i, <u32>reader.readItf8())
  if (reader.isCut) return 0
  sort(keys, symbolCount)
  onlySymbol = symbolAt(keys)
  if (load<u64>(keys) >> 32 == 0) return 0
  fillTable(table, keys)
  return table
}

/** Reads one symbol from the core block. */
export function readSymbol(table: usize): i32 {
  let code: u32 = 0
  for (let length: usize = 1; length <= <usize>LENGTH_MAX; length++) {
    code = (code << 1) | readBit()
    const row = table + ROW * length
    const index = code - load<u32>(row)
    if (code >= load<u32>(row) && index < load<u32>(row, 4))
      return load<i32>(table + SYMBOLS + 4 * <usize>(load<u32>(row, 8) + index))
  }
  failInSlice()
  return 0
}

function addLength(key: usize, length: u32): void {
  if (length > LENGTH_MAX) reader.skipBytes(~0)
  store<u64>(key, load<u64>(key) | ((<u64>length) << 32))
}

function symbolAt(key: usize): i32 {
  return <i32>(load<u32>(key) ^ 0x80000000)
}

function fillTable(table: usize, keys: usize): void {
  memory.fill(table, 0, SYMBOLS)
  let code: u32 = 0
  let length = <u32>(load<u64>(keys) >> 32)
  for (let i: u32 = 0; i < symbolCount; i++) {
    const own = <u32>(load<u64>(keys + 8 * i) >> 32)
    code <<= own - length
    length = own
    const row = table + ROW * length
    if (load<u32>(row, 4) == 0) {
      store<u32>(row, code)
      store<u32>(row, i, 8)
    }
    store<u32>(row, load<u32>(row, 4) + 1, 4)
    store<i32>(table + SYMBOLS + 4 * i, symbolAt(keys + 8 * i))
    code++
  }
}

/** Shell sort of u64: lists are mostly in order, and never long. */
function sort(keys: usize, count: u32): void {
  let gap: u32 = 1
  while (gap < count / 3) gap = 3 * gap + 1
  for (; gap > 0; gap /= 3) {
    for (let i = gap; i < count; i++) {
      const key = load<u64>(keys + 8 * i)
      let j = i
      for (; j >= gap && load<u64>(keys + 8 * (j - gap)) > key; j -= gap)
        store<u64>(keys + 8 * j, load<u64>(keys + 8 * (j - gap)))
      store<u64>(keys + 8 * j, key)
    }
  }
}
