// The codecs that token streams are packed with (CRAMcodecs section 5; hts-specs, 2025-04). They are methods of blocks as well.
import { decodeBlock } from '../methods/index'

const RANS_NX16: u32 = 5
const ARITHMETIC: u32 = 6

/** Decodes [src, srcEnd) to exactly [dst, dstEnd). Returns what `decodeBlock` does. */
export function decodeInner(isArithmetic: bool, src: usize, srcEnd: usize, dst: usize, dstEnd: usize): i32 {
  return decodeBlock(isArithmetic ? ARITHMETIC : RANS_NX16, src, srcEnd, dst, dstEnd)
}
