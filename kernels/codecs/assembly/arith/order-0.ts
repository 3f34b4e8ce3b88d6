// The hot loop of order 0: one model for every byte (CRAMcodecs section 4.2, 2025-03). The search is that of order-1.ts.

import { MAX_TOTAL, STEP } from '../adaptive-model'
import { createModels, ENTRIES, firstCode, FIRST_BYTES, halveFrequencies, LEAST_RANGE } from './model'

/**
 * Fills [dst, dstEnd) from [src, srcEnd). `model` has room for a model of `symbols` symbols. Returns false when the
 * stream is malformed or ends early.
 *
 * State: `range` and `code` of the coder, `src` the next byte, `total` that of the model. Bounds: a symbol takes at most
 * two bytes, since no unit is below 2^8; code < unit * total holds before each search, so that it ends at a symbol.
 */
export function decodeOrder0(src: usize, srcEnd: usize, dst: usize, dstEnd: usize, model: usize, symbols: u32): bool {
  createModels(model, 1, symbols)
  let range: u32 = 0xffffffff
  let code = firstCode(src)
  src += FIRST_BYTES
  let total = symbols
  while (dst < dstEnd) {
    if (src > srcEnd) return false
    const unit = range / total
    let at = model
    let share = <u32>load<u16>(model, ENTRIES) * unit
    if (code < share) {
      total += STEP
      store<u16>(model, load<u16>(model, ENTRIES) + <u16>STEP, ENTRIES)
      if (total > MAX_TOTAL) total = halveFrequencies(model, symbols)
    } else {
      if (code >= unit * total) return false
      total += STEP
      do {
        code -= share
        at += 4
        share = <u32>load<u16>(at, ENTRIES) * unit
      } while (code >= share)
      store<u32>(at, load<u32>(at, ENTRIES) + STEP, ENTRIES)
      if (total > MAX_TOTAL) total = halveFrequencies(model, symbols)
      const entry = load<u32>(at, ENTRIES)
      const before = load<u32>(at)
      if ((entry & 0xffff) > (before & 0xffff)) {
        store<u32>(at, before, ENTRIES)
        store<u32>(at, entry)
        at -= 4
      }
    }
    store<u8>(dst++, load<u8>(at, ENTRIES + 2))
    range = share
    while (range < LEAST_RANGE) {
      range <<= 8
      code = (code << 8) | (<u32>load<u8>(src++))
    }
  }
  return src <= srcEnd
}
