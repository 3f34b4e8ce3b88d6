// Blocks that are gzip files (RFC 1952, 1996-05): one member or several, one behind the other, and nothing behind the last.
// The DEFLATE streams in them are inflate.ts's.
import { CODEC_FAILED } from '@genomsyn/abi/assembly/status'
import { crc32 } from '../crc32'
import { inflatedSourceEnd, inflateWithin } from '../inflate'

export const METHOD: u32 = 1

/** ID1, ID2 and CM, lowest first (section 2.3.1): gzip, DEFLATE. */
const MAGIC: u32 = 0x088b1f
const FIXED_HEADER: usize = 10
/** CRC32 and ISIZE. */
const TRAILER: usize = 8

/** FLG bits (section 2.3.1). */
const FHCRC: u32 = 2
const FEXTRA: u32 = 4
const FNAME: u32 = 8
const FCOMMENT: u32 = 16
const RESERVED: u32 = 0xe0

/**
 * Inflates every member in [src, srcEnd) to [dst, dstEnd). Returns the bytes written, or CODEC_FAILED: also when a member's
 * CRC32 or ISIZE disagrees. 32 KB before dst have to be memory, as for `inflate`.
 */
export function decode(src: usize, srcEnd: usize, dst: usize, dstEnd: usize): i32 {
  let at = src
  let out = dst
  do {
    const data = headerEnd(at, srcEnd)
    if (data == 0) return CODEC_FAILED
    const end = inflateWithin(data, srcEnd, out, dstEnd)
    const trailer = inflatedSourceEnd()
    if (end == 0 || trailer + TRAILER > srcEnd) return CODEC_FAILED
    if (load<u32>(trailer) != crc32(out, <u32>(end - out)) || load<u32>(trailer, 4) != <u32>(end - out)) return CODEC_FAILED
    at = trailer + TRAILER
    out = end
  } while (at < srcEnd)
  return out == dstEnd ? <i32>(dstEnd - dst) : CODEC_FAILED
}

/** Where the DEFLATE stream of the member at `at` begins, at most srcEnd; 0 when its header is malformed. */
function headerEnd(at: usize, srcEnd: usize): usize {
  if (at + FIXED_HEADER + TRAILER > srcEnd || (load<u32>(at) & 0xffffff) != MAGIC) return 0
  const flags = <u32>load<u8>(at, 3)
  if (flags & RESERVED) return 0
  let next = at + FIXED_HEADER
  if (flags & FEXTRA) next += 2 + <usize>load<u16>(next)
  if (flags & FNAME) next = behindZero(next, srcEnd)
  if (flags & FCOMMENT) next = behindZero(next, srcEnd)
  if (flags & FHCRC) next += 2
  return next <= srcEnd ? next : 0
}

/** The byte behind the next zero; beyond srcEnd when there is none. */
function behindZero(at: usize, srcEnd: usize): usize {
  let next = at
  while (next < srcEnd && load<u8>(next) != 0) next++
  return next + 1
}
