// Read groups: the list of those of the header, which of them count, and which are counted apart as well. The list is a run of
// (u8 length, u8 place, bytes) per @RG line, in the header's order; place is 0 for those that do not count, else 1 + the row of a table
// with one row per read group that is counted apart; row 0 is that of all others. An empty list wants all records, whatever they say.
import { findTag, tagValue } from './aux'
import * as record from './record'
import { firstLanes } from './sequence'

/** "RG", little-endian. */
const RG: u32 = 0x4752
const NO_READ_GROUP: i32 = -1
/** Rows there can be: sixteen read groups, and the rest. */
export const MAX_ROWS: u32 = 17

let list: usize = 0
let listEnd: usize = 0
/** Per item of the list: u64 key of its identifier, u32 address of the item, and 4 bytes of nothing. */
let keys: usize = 0
let items: u32 = 0
let takesOthers: bool = true

/** Rows that are kept; 1 when no read group is counted apart. */
export let rows: u32 = 1
/** Row of the record in view; 0 before someone asks. */
export let row: u32 = 0

/** Bytes that the keys of a list need: no item of it has fewer than two bytes. */
export function keyBytes(bytes: u32): usize {
  return 8 * <usize>bytes
}

/** Takes the list of `bytes` at `address`, which the host fills later; its keys go to `keysAddress`. */
export function placeReadGroups(address: usize, bytes: u32, keysAddress: usize): void {
  list = address
  listEnd = address + bytes
  keys = keysAddress
}

/** The list is there. `others` says whether records without a read group of the list count. */
export function readList(rowCount: u32, others: bool): void {
  rows = min(max<u32>(rowCount, 1), MAX_ROWS)
  takesOthers = others
  row = 0
  items = 0
  for (let at = list; at + 2 <= listEnd; at = following(at)) {
    const key = keys + 16 * <usize>items
    store<u64>(key, keyOf(at + 2, <u32>load<u8>(at)))
    store<u32>(key, <u32>at, 8)
    items++
  }
}

/** Whether read groups are asked for at all. */
export function hasReadGroups(): bool {
  return list != listEnd
}

/** Whether the record in view counts, and in which `row`. */
export function selectReadGroup(): bool {
  row = 0
  if (list == listEnd) return true
  const index = readGroup()
  if (index < 0 || <u32>index >= items) return takesOthers
  const place = <u32>load<u8>(<usize>load<u32>(keys + 16 * <usize>index, 8), 1)
  if (place == 0) return false
  row = place <= rows ? place - 1 : 0
  return true
}

/** Index in the list of the read group of the record in view, or -1. */
function readGroup(): i32 {
  return record.isRow ? record.rowReadGroup : searchTag()
}

/** By key first: identifiers often differ in their last letters only. */
function searchTag(): i32 {
  const tag = findTag(RG)
  if (tag == 0 || load<u8>(tag, 2) != 0x5a) return NO_READ_GROUP // "Z"
  const value = tagValue(tag)
  const length = lengthOfText(value)
  if (length > 255) return NO_READ_GROUP
  const key = keyOf(value, length)
  for (let i: u32 = 0; i < items; i++) {
    const at = keys + 16 * <usize>i
    if (load<u64>(at) == key && isSame(<usize>load<u32>(at, 8), value, length)) return <i32>i
  }
  return NO_READ_GROUP
}

/** Letters before the NUL; more than 255 when it does not come in time. Sixteen bytes behind the record are readable. */
function lengthOfText(value: usize): u32 {
  const end = min(record.auxEnd, value + 256)
  for (let at = value; at < end; at += 16) {
    const zeros = <u32>i8x16.bitmask(i8x16.eq(v128.load(at), i64x2.splat(0)))
    if (zeros != 0) return at + ctz(zeros) < end ? <u32>(at - value) + ctz(zeros) : 256
  }
  return 256
}

/** The last eight letters and the length; before a short text lie other readable bytes, which are shifted out. */
function keyOf(text: usize, length: u32): u64 {
  if (length == 0) return 0
  const last = load<u64>(text + length - 8)
  return (length < 8 ? last >> (8 * (8 - <u64>length)) : last) ^ ((<u64>length) << 56)
}

function isSame(item: usize, value: usize, length: u32): bool {
  if (<u32>load<u8>(item) != length) return false
  for (let i: u32 = 0; i < length; i += 16) {
    const differing = v128.xor(v128.load(item + 2 + i), v128.load(value + i))
    if (v128.any_true(v128.and(differing, firstLanes(length - i)))) return false
  }
  return true
}

function following(at: usize): usize {
  return at + 2 + <usize>load<u8>(at)
}
