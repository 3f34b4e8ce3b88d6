// The fields of the xz container that its parts share (xz file format 1.2.1, sections 1.2 and 2.1.1, 2024-04).

import { crc32 } from '../crc32'
import { crc64 } from './crc64'

/** Types of check (section 2.1.1.2). SHA-256 and the reserved ones are skipped over, as the format allows. */
const CHECK_CRC32: u32 = 1
const CHECK_CRC64: u32 = 4

/** The byte behind the integer that was read last. */
export let behindInteger: usize = 0

/** Reads the integer of variable length at `at`, at most 63 bits and within [at, end). -1 when it is malformed. */
export function readInteger(at: usize, end: usize): i64 {
  let value: u64 = 0
  for (let shift: u64 = 0; shift < 63 && at < end; shift += 7) {
    const byte = <u64>load<u8>(at++)
    value |= (byte & 127) << shift
    if (byte < 128) {
      behindInteger = at
      return byte == 0 && shift > 0 ? -1 : <i64>value
    }
  }
  return -1
}

/** Whether all of [at, end) is 0. */
export function isZero(at: usize, end: usize): bool {
  for (; at < end; at++) if (load<u8>(at) != 0) return false
  return true
}

/** `size` bytes rounded up to a multiple of four. */
export function padded(size: usize): usize {
  return (size + 3) & ~3
}

/** Bytes that a check of `type` (0 to 15) takes. */
export function checkBytes(type: u32): usize {
  return type == 0 ? 0 : 4 << ((type - 1) / 3)
}

/** Whether the check at `at` is that of [start, end). */
export function checkHolds(type: u32, at: usize, start: usize, end: usize): bool {
  if (type == CHECK_CRC32) return load<u32>(at) == crc32(start, <u32>(end - start))
  if (type == CHECK_CRC64) return load<u64>(at) == crc64(start, end)
  return true
}
