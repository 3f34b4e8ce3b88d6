// Which read groups count: all, or those of a list. The list is a run of (u8 length, bytes) per identifier.
import { findTag, tagValue } from './aux'
import * as record from './record'

/** "RG", little-endian. */
const RG: u32 = 0x4752

let list: usize = 0
let listEnd: usize = 0

/** Takes the list of `bytes` at `address`; none means all read groups. */
export function placeReadGroups(address: usize, bytes: u32): void {
  list = address
  listEnd = address + bytes
}

/** Whether the record in view belongs to a wanted read group; one without RG belongs to none. */
export function isWanted(): bool {
  if (list == listEnd) return true
  const tag = findTag(RG)
  if (tag == 0 || load<u8>(tag, 2) != 0x5a) return false // "Z"
  const value = tagValue(tag)
  for (let at = list; at < listEnd; at += 1 + <usize>load<u8>(at)) {
    const length = <usize>load<u8>(at)
    if (value + length < record.auxEnd && load<u8>(value + length) == 0 && memory.compare(value, at + 1, length) == 0) return true
  }
  return false
}
