// BGZF framing: finds a block's extent, inflates and checks it (SAMv1 section 4.1, 2024-11). Knows nothing of what the bytes mean.
import { CRC_MISMATCH, INFLATE_FAILED, NOT_BGZF } from '@genomsyn/abi/assembly/status'
import { crc32 } from '@genomsyn/codecs/assembly/crc32'
import { inflate } from '@genomsyn/codecs/assembly/inflate'

/** Fixed gzip header (12 bytes) and the one BGZF subfield (6 bytes). */
const HEADER_BYTES: u32 = 18
/** CRC32 and ISIZE. */
const TRAILER_BYTES: u32 = 8
/** ISIZE is at most 2^16 (section 4.1). */
export const BLOCK_BYTES_MAX: u32 = 65536

/** ID1 ID2 CM FLG of every BGZF block: gzip, deflate, FEXTRA. */
const MAGIC: u32 = 0x04088b1f
/** SI1 SI2 of the BGZF subfield, and its SLEN. */
const SUBFIELD: u32 = 0x00024342

/** Compressed size of the block at `src`; 0 when `srcEnd` comes too early to tell; NOT_BGZF. */
export function blockBytes(src: usize, srcEnd: usize): i32 {
  if (srcEnd - src < HEADER_BYTES) return prefixMatches(src, srcEnd) ? 0 : NOT_BGZF
  if (load<u32>(src) != MAGIC) return NOT_BGZF
  const extra = <u32>load<u16>(src, 10)
  if (extra == 6 && load<u32>(src, 12) == SUBFIELD) return sizeOf(src, srcEnd, <u32>load<u16>(src, 16) + 1, 6)
  return searchSubfield(src, srcEnd, extra)
}

/** ISIZE of a whole block of `size` compressed bytes. */
export function inflatedBytes(src: usize, size: u32): u32 {
  return load<u32>(src + size - 4)
}

/** The CRC32 that the block claims for its inflated bytes. */
export function claimedCrc(src: usize, size: u32): u32 {
  return load<u32>(src + size - 8)
}

/**
 * Inflates the whole block of `size` bytes at `src` to `dst` and checks its CRC32.
 * Needs the slack that `inflate` needs behind both. Returns the inflated bytes or a status.
 */
export function inflateBlock(src: usize, size: u32, dst: usize): i32 {
  const inflated = inflatedBytes(src, size)
  if (inflated > BLOCK_BYTES_MAX) return INFLATE_FAILED
  const data = src + 12 + <u32>load<u16>(src, 10)
  const written = inflate(data, src + size - TRAILER_BYTES, dst, dst + inflated)
  if (written < 0 || <u32>written != inflated) return INFLATE_FAILED
  if (crc32(dst, inflated) != claimedCrc(src, size)) return CRC_MISMATCH
  return written
}

function prefixMatches(src: usize, srcEnd: usize): bool {
  const present = srcEnd - src
  const mask: u32 = present >= 4 ? 0xffffffff : ((<u32>1) << (<u32>present * 8)) - 1
  return present == 0 || (load<u32>(src) & mask) == (MAGIC & mask)
}

function sizeOf(src: usize, srcEnd: usize, size: u32, extra: u32): i32 {
  if (size < 12 + extra + TRAILER_BYTES) return NOT_BGZF
  return srcEnd - src < size ? 0 : <i32>size
}

/** Other subfields may stand before the BGZF one. */
function searchSubfield(src: usize, srcEnd: usize, extra: u32): i32 {
  if (srcEnd - src < 12 + extra) return 0
  let at = src + 12
  const end = at + extra
  while (at + 6 <= end) {
    if (load<u32>(at) == SUBFIELD) return sizeOf(src, srcEnd, <u32>load<u16>(at, 4) + 1, extra)
    at += 4 + <u32>load<u16>(at, 2)
  }
  return NOT_BGZF
}
