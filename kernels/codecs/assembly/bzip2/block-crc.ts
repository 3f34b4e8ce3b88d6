// The CRC of a block's bytes (bzip2 format, section 2.2.3.1, 2016-09): the polynomial of gzip's CRC-32, but the highest bit
// first. It is the CRC-32 of the bytes with the bits of each in reverse, itself in reverse.

import { crc32 } from '../crc32'

/** Per half of a byte: its bits in reverse, lowest and highest. */
const AS_HIGH: v128 = i8x16(
  0x00,
  -0x80,
  0x40,
  -0x40,
  0x20,
  -0x60,
  0x60,
  -0x20,
  0x10,
  -0x70,
  0x50,
  -0x30,
  0x30,
  -0x50,
  0x70,
  -0x10,
)
const AS_LOW: v128 = i8x16(0, 8, 4, 12, 2, 10, 6, 14, 1, 9, 5, 13, 3, 11, 7, 15)

/** The CRC of [at, end), which is turned round and back on the way. */
export function blockCrc(at: usize, end: usize): u32 {
  reverseBits(at, end)
  const crc = crc32(at, <u32>(end - at))
  reverseBits(at, end)
  return reversedWord(crc)
}

/** Reverses the bits of each byte of [at, end), and of up to 15 behind it. */
function reverseBits(at: usize, end: usize): void {
  for (; at < end; at += 16) v128.store(at, reversed(v128.load(at)))
}

function reversed(bytes: v128): v128 {
  const low = v128.and(bytes, i8x16.splat(15))
  return v128.or(i8x16.swizzle(AS_HIGH, low), i8x16.swizzle(AS_LOW, i8x16.shr_u(bytes, 4)))
}

function reversedWord(word: u32): u32 {
  return bswap<u32>(i32x4.extract_lane(reversed(i32x4.splat(word)), 0))
}
