// Fills a decode table from the sorted symbols: `1 << width` u32 entries, indexed by the next bits of the stream.
// Not the pairs of symbols that the literal table adds: see literal-table.ts.

import { codeStep, sortedSymbol, startOfLength, streamOrder } from './canonical-code'
import { SUBTABLE_ENTRY, SUBTABLE_SHIFT, UNUSED_ENTRY } from './entry'

/** Fills `table` from the u32 `symbolEntries`, to each of which its code length times `perLength` is added. */
export function fillTable(table: usize, width: u32, longest: u32, symbolEntries: usize, perLength: u32): void {
  if (longest < 2) fillUnused(table, width)
  let code: u32 = 0
  for (let length: u32 = 1; length <= width; length++) {
    const end = startOfLength(length + 1)
    for (let index = startOfLength(length); index < end; index++) {
      const entry = load<u32>(symbolEntries + (<usize>sortedSymbol(index) << 2)) + length * perLength
      store<u32>(table + (<usize>streamOrder(code) << 2), entry)
      code += codeStep(length)
    }
    if (length < width) doubleTable(table, length)
  }
  if (longest > width) fillSubtables(table, width, longest, code, symbolEntries, perLength)
}

/** Fills `table` with the entry of a code that no symbol has. */
export function fillUnused(table: usize, width: u32): void {
  const entries = i32x4.splat(UNUSED_ENTRY)
  const end = table + (<usize>4 << width)
  for (let slot = table; slot < end; slot += 16) v128.store(slot, entries)
}

/** Repeats the first `1 << length` entries behind themselves. */
export function doubleTable(table: usize, length: u32): void {
  const bytes = <usize>4 << length
  const end = table + bytes
  if (bytes < 16) {
    store<u64>(end, load<u64>(table))
    return
  }
  for (let slot = table; slot < end; slot += 16) v128.store(slot + bytes, v128.load(slot))
}

/** Enters the codes longer than `width`, from `code` on, into subtables as wide as the longest code needs. */
export function fillSubtables(
  table: usize, width: u32, longest: u32, code: u32, symbolEntries: usize, perLength: u32,
): void {
  const subtableBytes = <usize>4 << (longest - width)
  let subtable = table + (<usize>4 << width) - subtableBytes
  let prefix: u32 = -1
  for (let length = width + 1; length <= longest; length++) {
    const end = startOfLength(length + 1)
    const step = <usize>4 << (length - width)
    for (let index = startOfLength(length); index < end; index++) {
      const stream = streamOrder(code)
      if ((stream & ((1 << width) - 1)) != prefix) {
        prefix = stream & ((1 << width) - 1)
        subtable += subtableBytes
        store<u32>(table + (<usize>prefix << 2), SUBTABLE_ENTRY | (<u32>(subtable - table) << SUBTABLE_SHIFT))
      }
      const entry = load<u32>(symbolEntries + (<usize>sortedSymbol(index) << 2)) + length * perLength
      for (let at = <usize>(stream >> width) << 2; at < subtableBytes; at += step) store<u32>(subtable + at, entry)
      code += codeStep(length)
    }
  }
}
