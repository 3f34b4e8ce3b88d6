// Read groups: the list of those of the header, and which of them count. The list is a run of (u8 length, u8 wanted, bytes) per @RG line,
// in the header's order; an empty list wants all records, whatever they say.
import { findTag, tagValue } from './aux'
import * as record from './record'

/** "RG", little-endian. */
const RG: u32 = 0x4752
const NO_READ_GROUP: i32 = -1

let list: usize = 0
let listEnd: usize = 0

/** Takes the list of `bytes` at `address`. */
export function placeReadGroups(address: usize, bytes: u32): void {
  list = address
  listEnd = address + bytes
}

/** Whether only some read groups count. */
export function hasReadGroups(): bool {
  return list != listEnd
}

/** Index in the list of the read group of the record in view, or -1. */
export function readGroup(): i32 {
  return record.isRow ? record.rowReadGroup : searchTag()
}

/** Whether the record in view belongs to a wanted read group; one without RG belongs to none. */
export function isWanted(): bool {
  if (list == listEnd) return true
  let index = readGroup()
  for (let at = list; at < listEnd; at = following(at)) if (index-- == 0) return load<u8>(at, 1) != 0
  return false
}

function searchTag(): i32 {
  const tag = findTag(RG)
  if (tag == 0 || load<u8>(tag, 2) != 0x5a) return NO_READ_GROUP // "Z"
  const value = tagValue(tag)
  let index = 0
  for (let at = list; at < listEnd; at = following(at)) {
    const length = <usize>load<u8>(at)
    if (value + length < record.auxEnd && load<u8>(value + length) == 0 && memory.compare(value, at + 2, length) == 0)
      return index
    index++
  }
  return NO_READ_GROUP
}

function following(at: usize): usize {
  return at + 2 + <usize>load<u8>(at)
}
