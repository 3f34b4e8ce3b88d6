// The hot loop of both orders with run lengths: each literal is followed by how often it is repeated, in parts of up to 3
// (CRAMcodecs section 4.3, 2025-03). The search is that of order-1.ts.

import { MAX_TOTAL, STEP } from '../adaptive-model'
import { createModels, ENTRIES, firstCode, FIRST_BYTES, halveFrequencies, LEAST_RANGE, modelBytes } from './model'

/** Symbols of a run's part. The last says that another part follows. */
const PARTS: u32 = 4
const LAST_PART: u32 = PARTS - 1
const RUN_BYTES: usize = 4 + 4 * 4
/** Parts after the first have no model for each byte, but one for the second part and one for all others. */
const SECOND_PART: usize = 256 * RUN_BYTES
const LATER_PART: usize = 257 * RUN_BYTES
/** Bytes of the models of runs. */
export const RUN_MODELS: usize = 258 * RUN_BYTES

/**
 * Fills [dst, dstEnd) from [src, srcEnd) and may write up to 4 bytes beyond. The models of runs lie at `runs`, the
 * `count` models of literals, 1 or `symbols`, right before. Returns false when the stream is malformed or ends early.
 *
 * State: `range` and `code` of the coder, `src` the next byte, `model` the address of the model in use, `literal` the
 * last literal, whose run is due while `model` is one of runs. Bounds: as in order-1.ts; every part but 0 moves `dst`,
 * and 0 is followed by a literal, which does; the run due at the end of the output has to be 0.
 */
export function decodeRuns(src: usize, srcEnd: usize, dst: usize, dstEnd: usize, runs: usize, symbols: u32, count: u32): bool {
  const bytes = <usize>modelBytes(symbols)
  const literals = runs - bytes * <usize>count
  createModels(literals, count, symbols)
  createModels(runs, 258, PARTS)
  const stride = count > 1 ? bytes : 0
  let literal: u32 = 0
  let range: u32 = 0xffffffff
  let code = firstCode(src)
  src += FIRST_BYTES
  let model = literals
  while (dst < dstEnd + <usize>(model >= runs)) {
    if (src > srcEnd) return false
    let total = load<u32>(model)
    const unit = range / total
    let at = model
    let share = <u32>load<u16>(model, ENTRIES) * unit
    total += STEP
    store<u32>(model, total)
    if (code < share) {
      store<u16>(model, load<u16>(model, ENTRIES) + <u16>STEP, ENTRIES)
      if (total > MAX_TOTAL) halveFrequencies(model, model < runs ? symbols : PARTS)
    } else {
      if (code >= unit * (total - STEP)) return false
      do {
        code -= share
        at += 4
        share = <u32>load<u16>(at, ENTRIES) * unit
      } while (code >= share)
      store<u32>(at, load<u32>(at, ENTRIES) + STEP, ENTRIES)
      if (total > MAX_TOTAL) halveFrequencies(model, model < runs ? symbols : PARTS)
      const entry = load<u32>(at, ENTRIES)
      const before = load<u32>(at)
      if ((entry & 0xffff) > (before & 0xffff)) {
        store<u32>(at, before, ENTRIES)
        store<u32>(at, entry)
        at -= 4
      }
    }
    const symbol = <u32>load<u16>(at, ENTRIES + 2)
    if (model < runs) {
      literal = symbol
      store<u8>(dst++, <u8>symbol)
      model = runs + <usize>symbol * RUN_BYTES
    } else {
      store<u32>(dst, literal * 0x01010101)
      dst += symbol
      if (symbol < LAST_PART) model = literals + <usize>literal * stride
      else model = runs + (model < runs + SECOND_PART ? SECOND_PART : LATER_PART)
    }
    range = share
    while (range < LEAST_RANGE) {
      range <<= 8
      code = (code << 8) | (<u32>load<u8>(src++))
    }
  }
  return src <= srcEnd && dst == dstEnd
}
