// Undoes the Burrows-Wheeler transform (bzip2 format, section 2.2.1.2, 2016-09).

import { VALUE_COUNTS } from './symbols'

/**
 * Writes to `rows` (u32 per byte of the column, sorted by it) the byte and the place in the column where it stands:
 * the row of the byte that follows it in the block, as place << 8 | byte.
 */
export function sortRows(column: usize, length: u32, rows: usize): void {
  let sum: u32 = 0
  for (let at = VALUE_COUNTS; at < VALUE_COUNTS + 1024; at += 4) {
    const count = load<u32>(at)
    store<u32>(at, sum)
    sum += count
  }
  for (let place: u32 = 0; place < length; place++) {
    const byte = <u32>load<u8>(column + place)
    const count = (<usize>byte) << 2
    const row = load<u32>(count, VALUE_COUNTS)
    store<u32>(count, row + 1, VALUE_COUNTS)
    store<u32>(rows + (row << 2), (place << 8) | byte)
  }
}

/** Walks from row to row, beginning at `first`, and writes the `length` bytes of the block to `out`. */
export function walkRows(rows: usize, first: u32, out: usize, length: u32): void {
  let row = first << 8
  for (const end = out + length; out < end; out++) {
    row = load<u32>(rows + ((row >> 8) << 2))
    store<u8>(out, <u8>row)
  }
}
