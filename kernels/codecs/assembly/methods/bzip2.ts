// Blocks that are bzip2 files (CRAMv3 section 14.2, 2024-09; the format: J. Tsai, "BZIP2: Format Specification", 2016-09).
// One stream or several, one behind the other, and nothing behind the last.

import { CODEC_FAILED } from '@genomsyn/abi/assembly/status'
import { byteAddress, openReader, readerPassedEnd, takeBits } from '../bzip2/bit-reader'
import { decodeBlock, decodedCrc } from '../bzip2/block'

export const METHOD: u32 = 2

/** "BZh", then the block size in units of 100,000 bytes as a digit. */
const MAGIC: u32 = 0x425a68
const BLOCK_UNIT: u32 = 100_000
/** The first 24 bits of pi and of its square root, in decimal digits, then the next 24. */
const BLOCK_START: u32 = 0x314159
const BLOCK_START_REST: u32 = 0x265359
const STREAM_END: u32 = 0x177245
const STREAM_END_REST: u32 = 0x385090

/** Decodes [src, srcEnd) to exactly [dst, dstEnd). Returns the bytes written, CODEC_FAILED or NEEDS_ROOM. */
export function decode(src: usize, srcEnd: usize, dst: usize, dstEnd: usize): i32 {
  let out = dst
  do {
    openReader(src, srcEnd)
    const written = decodeStream(out, dstEnd)
    if (written < 0) return written
    out += written
    src = byteAddress()
  } while (src < srcEnd)
  return out == dstEnd ? <i32>(dstEnd - dst) : CODEC_FAILED
}

/** Decodes the stream that the reader stands at. Returns the bytes written, or a status. */
function decodeStream(dst: usize, dstEnd: usize): i32 {
  const magic = takeBits(24)
  const units = takeBits(8) - 0x30
  if (magic != MAGIC || units - 1 > 8) return CODEC_FAILED
  let out = dst
  let crc: u32 = 0
  while (true) {
    const start = takeBits(24)
    const rest = takeBits(24)
    if (start == STREAM_END && rest == STREAM_END_REST) break
    if (start != BLOCK_START || rest != BLOCK_START_REST) return CODEC_FAILED
    const written = decodeBlock(out, dstEnd, units * BLOCK_UNIT)
    if (written < 0) return written
    crc = rotl<u32>(crc, 1) ^ decodedCrc()
    out += written
  }
  return takeBits(32) == crc && !readerPassedEnd() ? <i32>(out - dst) : CODEC_FAILED
}
