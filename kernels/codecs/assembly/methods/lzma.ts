// Blocks that are xz files (CRAMv3 section 14.3, 2024-09: method lzma; xz file format 1.2.1, 2024-04): one stream or
// several, with padding of zeros behind each. htslib writes one stream of one block with LZMA2 and CRC-32.
// The dictionary is the output itself, so that its claimed size asks for no memory.

import { CODEC_FAILED, NEEDS_ROOM } from '@genomsyn/abi/assembly/status'
import { placeProbabilities } from '../lzma/coder'
import { isZero } from '../lzma/fields'
import { PROBABILITIES_BYTES } from '../lzma/probabilities'
import { decodeStream, streamOutputEnd, streamSourceEnd } from '../lzma/stream'
import { releaseScratch, scratchMark, takeScratch } from '../scratch'

export const METHOD: u32 = 3

/** Padding behind a stream is a multiple of so many zeros (section 2.2). */
const PADDING: usize = 4

/** Decodes [src, srcEnd) to exactly [dst, dstEnd). Returns the bytes written, CODEC_FAILED or NEEDS_ROOM. */
export function decode(src: usize, srcEnd: usize, dst: usize, dstEnd: usize): i32 {
  const mark = scratchMark()
  const probabilities = takeScratch(PROBABILITIES_BYTES)
  if (probabilities == 0) return NEEDS_ROOM
  placeProbabilities(probabilities)
  const isWhole = decodeStreams(src, srcEnd, dst, dstEnd)
  releaseScratch(mark)
  return isWhole ? <i32>(dstEnd - dst) : CODEC_FAILED
}

function decodeStreams(src: usize, srcEnd: usize, dst: usize, dstEnd: usize): bool {
  let out = dst
  do {
    if (!decodeStream(src, srcEnd, out, dstEnd)) return false
    src = streamSourceEnd
    out = streamOutputEnd
    while (src + PADDING <= srcEnd && isZero(src, src + PADDING)) src += PADDING
  } while (src < srcEnd)
  return out == dstEnd
}
