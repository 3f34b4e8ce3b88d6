// Blocks without compression (CRAMv3 section 8, 2024-09: method 0).
import { CODEC_FAILED } from '@genomsyn/abi/assembly/status'

export const METHOD: u32 = 0

/** Copies [src, srcEnd) to [dst, dstEnd), which is of the same size. Returns the bytes written, or CODEC_FAILED. */
export function decode(src: usize, srcEnd: usize, dst: usize, dstEnd: usize): i32 {
  if (srcEnd - src != dstEnd - dst) return CODEC_FAILED
  memory.copy(dst, src, dstEnd - dst)
  return <i32>(dstEnd - dst)
}
