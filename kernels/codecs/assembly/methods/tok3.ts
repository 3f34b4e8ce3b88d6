// Read names packed by the name tokeniser (CRAMcodecs section 5, Name tokenisation codec; hts-specs, 2025-04).
// Its token streams are blocks of other methods.
import { CODEC_FAILED } from '@genomsyn/abi/assembly/status'
import { releaseScratch, scratchMark } from '../scratch'
import { MOST_OUTPUT, writeNames } from '../tok3/names'
import { preparePairs } from '../tok3/numbers'
import { describeStreams, readStreams } from '../tok3/streams'

export const METHOD: u32 = 8

/** Bytes before the token streams: size of the names, number of names, inner codec. */
const HEADER_BYTES: usize = 9

/**
 * Decodes [src, srcEnd) to exactly [dst, dstEnd): names with a zero behind each. Returns the bytes written, CODEC_FAILED, or
 * NEEDS_ROOM: about as many bytes as the names have, and 8 for each token.
 */
export function decode(src: usize, srcEnd: usize, dst: usize, dstEnd: usize): i32 {
  const mark = scratchMark()
  const status = decodeNames(src, srcEnd, dst, dstEnd)
  releaseScratch(mark)
  return status < 0 ? status : <i32>(dstEnd - dst)
}

function decodeNames(src: usize, srcEnd: usize, dst: usize, dstEnd: usize): i32 {
  if (src + HEADER_BYTES > srcEnd) return CODEC_FAILED
  const bytes = load<u32>(src)
  const names = load<u32>(src, 4)
  const arithmetic = load<u8>(src, 8)
  if (<usize>bytes != dstEnd - dst || bytes > MOST_OUTPUT || names > bytes || arithmetic > 1) return CODEC_FAILED
  preparePairs()
  describeStreams(arithmetic != 0, names, bytes)
  const status = readStreams(src + HEADER_BYTES, srcEnd)
  return status < 0 ? status : writeNames(names, dst, dstEnd)
}
