// A stream of the xz container (xz file format 1.2.1, section 2, 2024-04): header, blocks, index, footer.

import { crc32 } from '../crc32'
import { decodeBlock, uncompressedSize, unpaddedSize } from './block'
import { behindInteger, isZero, padded, readInteger } from './fields'

/** Bytes of a stream's header, and of its footer. */
const ENDS: usize = 12
/** FD 37 7A 58 5A 00 and YZ, lowest byte first (sections 2.1.1.1 and 2.1.2.4). */
const MAGIC: u64 = 0x00_00_00_5a_58_7a_37_fd
const MAGIC_MASK: u64 = 0x00_00_ff_ff_ff_ff_ff_ff
const FOOTER_MAGIC: u32 = 0x5a59

/** Where the source and the output of the stream end that was decoded last. */
export let streamSourceEnd: usize = 0
export let streamOutputEnd: usize = 0

/** Of the blocks that were decoded: their number, and their sizes one mixed with the other. */
let blocks: u64 = 0
let sizes: u64 = 0

/** Decodes the stream at `src` within [src, srcEnd) and [out, outEnd). Returns false when it is malformed. */
export function decodeStream(src: usize, srcEnd: usize, out: usize, outEnd: usize): bool {
  if (src + 2 * ENDS > srcEnd || (load<u64>(src) & MAGIC_MASK) != MAGIC) return false
  const flags = <u32>load<u16>(src, 6)
  if (flags & 0xf0ff || load<u32>(src, 8) != crc32(src + 6, 2)) return false
  let at = src + ENDS
  blocks = 0
  sizes = 0
  while (at < srcEnd && load<u8>(at) != 0) {
    at = decodeBlock(at, srcEnd, out, outEnd, flags >> 8)
    if (at == 0) return false
    out += <usize>uncompressedSize
    blocks++
    sizes = mixed(sizes, unpaddedSize, uncompressedSize)
  }
  streamOutputEnd = out
  const footer = indexEnd(at, srcEnd)
  if (footer == 0 || footer + ENDS > srcEnd) return false
  streamSourceEnd = footer + ENDS
  return footerHolds(footer, flags, footer - at)
}

/** Reads the index at `at` (section 4) and compares it with the blocks. Returns its end, or 0 when it is malformed. */
function indexEnd(at: usize, srcEnd: usize): usize {
  if (at >= srcEnd || readInteger(at + 1, srcEnd) != <i64>blocks) return 0
  let next = behindInteger
  let claimed: u64 = 0
  for (let block: u64 = 0; block < blocks; block++) {
    const unpadded = readInteger(next, srcEnd)
    if (unpadded < 0) return 0
    const uncompressed = readInteger(behindInteger, srcEnd)
    if (uncompressed < 0) return 0
    claimed = mixed(claimed, unpadded, uncompressed)
    next = behindInteger
  }
  const crcAt = at + padded(next - at)
  if (claimed != sizes || crcAt + 4 > srcEnd || !isZero(next, crcAt)) return 0
  return load<u32>(crcAt) == crc32(at, <u32>(crcAt - at)) ? crcAt + 4 : 0
}

/** Whether the footer (section 2.1.2) gives the flags of the header and the size of the index. */
function footerHolds(footer: usize, flags: u32, indexBytes: usize): bool {
  const backward = (<u64>load<u32>(footer, 4) + 1) << 2
  return (
    load<u32>(footer) == crc32(footer + 4, 6) &&
    backward == <u64>indexBytes &&
    load<u16>(footer, 8) == flags &&
    load<u16>(footer, 10) == FOOTER_MAGIC
  )
}

/** Different for different sizes, or so likely that the checks of the blocks may be relied upon for the rest. */
function mixed(sum: u64, unpadded: u64, uncompressed: u64): u64 {
  return (rotl<u64>(sum, 23) ^ unpadded) * 0x9e3779b97f4a7c15 + uncompressed
}
