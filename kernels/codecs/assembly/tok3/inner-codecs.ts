// The codecs that token streams are packed with (CRAMcodecs section 5; hts-specs, 2025-04). They are methods of blocks as well.
import { decode as decodeArithmetic } from '../methods/arith'
import { decode as decodeRans } from '../methods/ransnx16'

/** Decodes [src, srcEnd) to exactly [dst, dstEnd). Returns what `decodeBlock` does. */
export function decodeInner(isArithmetic: bool, src: usize, srcEnd: usize, dst: usize, dstEnd: usize): i32 {
  return isArithmetic ? decodeArithmetic(src, srcEnd, dst, dstEnd) : decodeRans(src, srcEnd, dst, dstEnd)
}
