// The hot loop of order 1: the model of a byte is chosen by the byte before it (CRAMcodecs section 4.2, 2025-03).
//
// The specification divides the code by the scaled range and looks for the symbol that holds the quotient. Here the
// symbols' shares of the range are taken off the code until one holds it, which leaves code and range as they are to
// be: no second division, no products afterwards.

import { MAX_TOTAL, STEP } from '../adaptive-model'
import { createModels, ENTRIES, firstCode, FIRST_BYTES, halveFrequencies, LEAST_RANGE, modelBytes } from './model'

/**
 * Fills [dst, dstEnd) from [src, srcEnd). `models` has room for `symbols` models of `symbols` symbols. Returns false
 * when the stream is malformed or ends early.
 *
 * State: `range` and `code` of the coder, `src` the next byte, `model` the address of the model in use. Bounds: a
 * symbol takes at most two bytes, since no unit is below 2^8; code < unit * total holds before each search, so that
 * it ends at a symbol of the model.
 */
export function decodeOrder1(src: usize, srcEnd: usize, dst: usize, dstEnd: usize, models: usize, symbols: u32): bool {
  createModels(models, symbols, symbols)
  const stride = modelBytes(symbols)
  let range: u32 = 0xffffffff
  let code = firstCode(src)
  src += FIRST_BYTES
  let model = models
  while (dst < dstEnd) {
    if (src > srcEnd) return false
    let total = load<u32>(model)
    const unit = range / total
    let at = model
    let share = <u32>load<u16>(model, ENTRIES) * unit
    total += STEP
    store<u32>(model, total)
    if (code < share) {
      store<u16>(model, load<u16>(model, ENTRIES) + <u16>STEP, ENTRIES)
      if (total > MAX_TOTAL) halveFrequencies(model, symbols)
    } else {
      if (code >= unit * (total - STEP)) return false
      do {
        code -= share
        at += 4
        share = <u32>load<u16>(at, ENTRIES) * unit
      } while (code >= share)
      store<u32>(at, load<u32>(at, ENTRIES) + STEP, ENTRIES)
      if (total > MAX_TOTAL) halveFrequencies(model, symbols)
      const entry = load<u32>(at, ENTRIES)
      const before = load<u32>(at)
      if ((entry & 0xffff) > (before & 0xffff)) {
        store<u32>(at, before, ENTRIES)
        store<u32>(at, entry)
        at -= 4
      }
    }
    const symbol = <u32>load<u16>(at, ENTRIES + 2)
    store<u8>(dst++, <u8>symbol)
    model = models + symbol * stride
    range = share
    while (range < LEAST_RANGE) {
      range <<= 8
      code = (code << 8) | (<u32>load<u8>(src++))
    }
  }
  return src <= srcEnd
}
