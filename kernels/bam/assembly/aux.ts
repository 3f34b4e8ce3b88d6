// Aux tags of the record view (SAMv1 section 4.2.4, 2024-11). Only found, never decoded here.
import * as record from './record'

/** Address of a tag's value: behind its two-letter name and its type. */
export function tagValue(tag: usize): usize {
  return tag + 3
}

/** Address of the tag whose two letters are `key` (little-endian), or 0. A malformed list ends the search. */
export function findTag(key: u32): usize {
  let at = record.aux
  const end = record.auxEnd
  while (at + 4 <= end) {
    if (<u32>load<u16>(at) == key) return at
    const next = skip(at, end)
    if (next <= at) return 0
    at = next
  }
  return 0
}

/**
 * Whether the two letters `key` follow each other anywhere in the tags: a quick necessary condition for a tag that nearly no file has,
 * thirty-two bytes at a time and without a branch; of what lies behind the tags up to 32 bytes are looked at too.
 */
export function mayHaveTag(key: u32): bool {
  const first = i8x16.splat(<i8>(key & 0xff))
  const second = i8x16.splat(<i8>(key >> 8))
  let found = i64x2.splat(0)
  for (let at = record.aux; at < record.auxEnd; at += 32) {
    const low = v128.and(i8x16.eq(v128.load(at), first), i8x16.eq(v128.load(at, 1), second))
    const high = v128.and(i8x16.eq(v128.load(at, 16), first), i8x16.eq(v128.load(at, 17), second))
    found = v128.or(found, v128.or(low, high))
  }
  return v128.any_true(found)
}

/** Address behind the tag at `at`, or 0 when its type is unknown or it does not fit. */
function skip(at: usize, end: usize): usize {
  const type = <u32>load<u8>(at, 2)
  const value = at + 3
  if (type == 0x5a || type == 0x48) return behindNul(value, end) // Z, H
  if (type == 0x42) return behindArray(value, end) // B
  const size = sizeOfType(type)
  return size == 0 || value + size > end ? 0 : value + size
}

/** Bytes of a value of type A c C s S i I f; 0 when there is no such type. */
function sizeOfType(type: u32): u32 {
  if (type == 0x41 || type == 0x63 || type == 0x43) return 1
  if (type == 0x73 || type == 0x53) return 2
  return type == 0x69 || type == 0x49 || type == 0x66 ? 4 : 0
}

/** Sixteen at a time: bytes behind the record are readable, and do not count. */
function behindNul(at: usize, end: usize): usize {
  for (; at < end; at += 16) {
    const zeros = <u32>i8x16.bitmask(i8x16.eq(v128.load(at), i64x2.splat(0)))
    if (zeros != 0) return at + ctz(zeros) < end ? at + ctz(zeros) + 1 : 0
  }
  return 0
}

function behindArray(at: usize, end: usize): usize {
  if (at + 5 > end) return 0
  const size = sizeOfType(<u32>load<u8>(at))
  const bytes = <u64>size * <u64>load<u32>(at, 1)
  return size == 0 || bytes > <u64>(end - at - 5) ? 0 : at + 5 + <usize>bytes
}
