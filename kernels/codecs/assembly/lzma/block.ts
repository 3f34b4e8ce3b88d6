// A block of the xz container (xz file format 1.2.1, section 3, 2024-04): its header, LZMA2 chunks, padding and check.
// Filters but LZMA2 (BCJ, delta) are refused: no writer of CRAM uses them.

import { crc32 } from '../crc32'
import { chunksOutputEnd, chunksSourceEnd, decodeChunks } from './chunks'
import { behindInteger, checkBytes, checkHolds, isZero, padded, readInteger } from './fields'

/** Block flags (section 3.1.2). */
const FILTERS_OR_RESERVED: u32 = 0x3f
const HAS_COMPRESSED_SIZE: u32 = 0x40
const HAS_UNCOMPRESSED_SIZE: u32 = 0x80
/** Filter flags (section 5.3.1): the filter's id, one byte of properties. */
const LZMA2_ID: u32 = 0x21
const LARGEST_DICTIONARY: u32 = 40

/** What the index says of the block that was decoded last: its bytes without padding, and those of its output. */
export let unpaddedSize: u64 = 0
export let uncompressedSize: u64 = 0

/** From the header; -1 when it does not say. */
let claimedCompressed: i64 = -1
let claimedUncompressed: i64 = -1

/**
 * Decodes the block at `src`, whose header does not begin with 0. Returns where it ends, or 0 when it is malformed or
 * ends behind srcEnd or outEnd.
 */
export function decodeBlock(src: usize, srcEnd: usize, out: usize, outEnd: usize, check: u32): usize {
  const headerBytes = (<usize>load<u8>(src) + 1) << 2
  if (src + headerBytes > srcEnd || !readHeader(src, src + headerBytes - 4)) return 0
  const data = src + headerBytes
  if (!decodeChunks(data, srcEnd, out, outEnd)) return 0
  const compressed = chunksSourceEnd - data
  const checkAt = data + padded(compressed)
  const end = checkAt + checkBytes(check)
  if (end > srcEnd || !isZero(chunksSourceEnd, checkAt)) return 0
  unpaddedSize = headerBytes + compressed + checkBytes(check)
  uncompressedSize = chunksOutputEnd - out
  if (claimedCompressed >= 0 && claimedCompressed != <i64>compressed) return 0
  if (claimedUncompressed >= 0 && claimedUncompressed != <i64>uncompressedSize) return 0
  return checkHolds(check, checkAt, out, chunksOutputEnd) ? end : 0
}

/** Reads the header in [at, end), behind which its CRC-32 stands. */
function readHeader(at: usize, end: usize): bool {
  if (load<u32>(end) != crc32(at, <u32>(end - at))) return false
  const flags = <u32>load<u8>(at, 1)
  if (flags & FILTERS_OR_RESERVED) return false
  behindHeader = at + 2
  claimedCompressed = flags & HAS_COMPRESSED_SIZE ? readClaim(end) : -1
  claimedUncompressed = flags & HAS_UNCOMPRESSED_SIZE ? readClaim(end) : -1
  const filter = behindHeader
  if (filter == 0 || filter + 3 > end) return false
  const isLzma2 = load<u8>(filter) == LZMA2_ID && load<u8>(filter, 1) == 1 && load<u8>(filter, 2) <= LARGEST_DICTIONARY
  return isLzma2 && isZero(filter + 3, end)
}

/** Where the header goes on; 0 when it is malformed. */
let behindHeader: usize = 0

function readClaim(end: usize): i64 {
  if (behindHeader == 0) return -1
  const claim = readInteger(behindHeader, end)
  behindHeader = claim < 0 ? 0 : behindInteger
  return claim
}
