// Data of the adaptive arithmetic coder: how many symbols there are, then those coded (CRAMcodecs sections 4.2 and 4.3, 2025-03).
// It lays out the models; order-0.ts, order-1.ts and runs.ts decode.

import { CODEC_FAILED, NEEDS_ROOM } from '@genomsyn/abi/assembly/status'
import { takeScratch } from '../scratch'
import { FIRST_BYTES, modelBytes } from './model'
import { decodeOrder0 } from './order-0'
import { decodeOrder1 } from './order-1'
import { decodeRuns, RUN_MODELS } from './runs'

/** Fills [dst, dstEnd) from [src, srcEnd). Returns the bytes written, CODEC_FAILED or NEEDS_ROOM. */
export function decodeSymbols(src: usize, srcEnd: usize, dst: usize, dstEnd: usize, isOrder1: bool, hasRuns: bool): i32 {
  if (src + 1 + FIRST_BYTES > srcEnd) return CODEC_FAILED
  const most = <u32>load<u8>(src)
  const symbols: u32 = most == 0 ? 256 : most
  const count: u32 = isOrder1 ? symbols : 1
  const literals = <usize>(count * modelBytes(symbols))
  const models = takeScratch(literals + (hasRuns ? RUN_MODELS : 0))
  if (models == 0) return NEEDS_ROOM
  let isWhole = false
  if (hasRuns) isWhole = decodeRuns(src + 1, srcEnd, dst, dstEnd, models + literals, symbols, count)
  else if (isOrder1) isWhole = decodeOrder1(src + 1, srcEnd, dst, dstEnd, models, symbols)
  else isWhole = decodeOrder0(src + 1, srcEnd, dst, dstEnd, models, symbols)
  return isWhole ? <i32>(dstEnd - dst) : CODEC_FAILED
}
