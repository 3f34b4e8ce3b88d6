// The quality values of one record (CRAMcodecs section 6.2, FQZDecode and FQZUpdateContext; hts-specs, 2025-04).
import { halveFrequencies, MAX_TOTAL, STEP, swapWithPrevious, SYMBOLS_BACK, TOTAL_BACK } from '../adaptive-model'
import { code as codeNow, range as rangeNow, rangeAt, resumeRange } from '../range-coder'
import { qualityModels, qualityStride } from './models'
import {
  CHANGE_TABLE,
  CHANGES,
  CONTEXTS,
  DO_SEL,
  FLAGS,
  INITIAL_CONTEXT,
  POSITION_TABLE,
  POSITIONS,
  QUALITY_MAP,
  QUALITY_MASK,
  QUALITY_PLACE,
  QUALITY_SHIFT,
  QUALITY_TABLE,
  SELECTOR_PLACE,
} from './parameters'
import { parameterSet, selector } from './records'

/** Sums of the group last looked at. */
const SUMS: usize = memory.data(16, 16)

/**
 * Decodes [out, outEnd) by the parameters and the selector of the record read last. Returns false when the stream is malformed, or
 * was read beyond srcEnd: by two bytes at most.
 */
export function decodeQualities(srcEnd: usize, out: usize, outEnd: usize): bool {
  // State: range, code and at of the range coder; context, and what it is made of. Bounds: at <= srcEnd + 2, to < outEnd;
  // context < 65536, where each model has a symbol whose sum is greater than any share less than its total.
  const set = parameterSet
  const models = qualityModels
  const stride = qualityStride
  const qualityShift = load<u32>(set, QUALITY_SHIFT)
  const qualityMask = load<u32>(set, QUALITY_MASK)
  const qualityPlace = load<u32>(set, QUALITY_PLACE)
  const initial = load<u32>(set, INITIAL_CONTEXT)
  const fixed = initial + (load<u32>(set, FLAGS) & DO_SEL ? selector << load<u32>(set, SELECTOR_PLACE) : 0)
  const zero = i64x2.splat(0)
  let range = rangeNow
  let code = codeNow
  let at = rangeAt
  let context = initial
  let qualities: u32 = 0
  let changes: u32 = 0
  let previous: u32 = 0
  for (let to = out; to < outEnd; to++) {
    const model = models + <usize>(context * stride)
    if (at > srcEnd) return false
    let total = <u32>load<u16>(model - TOTAL_BACK)
    const unit = range / total
    let cell = model
    let frequency = <u32>load<u16>(model)
    range = unit * frequency
    if (code >= range) {
      const second = <u32>load<u16>(model, 2)
      if (code - range < unit * second) {
        cell = model + 2
        frequency = second
        code -= range
      } else {
        const share = code / unit
        if (share >= total) return false
        const wanted = i16x8.splat(<i16>share)
        cell = model - 16
        let sums = zero
        let offset: usize
        do {
          cell += 16
          const ones = v128.load(cell)
          const twos = i16x8.add(ones, v128.shuffle<i16>(zero, ones, 0, 8, 9, 10, 11, 12, 13, 14))
          const fours = i16x8.add(twos, v128.shuffle<i16>(zero, twos, 0, 1, 8, 9, 10, 11, 12, 13))
          const eights = i16x8.add(fours, v128.shuffle<i16>(zero, fours, 0, 1, 2, 3, 8, 9, 10, 11))
          sums = i16x8.add(eights, v128.shuffle<i16>(sums, sums, 7, 7, 7, 7, 7, 7, 7, 7))
          offset = <usize>popcnt(i8x16.bitmask(i16x8.le_u(sums, wanted)))
        } while (offset == 16)
        v128.store(SUMS, sums)
        cell += offset
        frequency = load<u16>(cell)
        code -= (<u32>load<u16>(SUMS + offset) - frequency) * unit
      }
      range = unit * frequency
    }
    frequency += STEP
    total += STEP
    store<u16>(cell, frequency)
    store<u16>(model - TOTAL_BACK, total)
    if (total > MAX_TOTAL) {
      halveFrequencies(model)
      frequency = load<u16>(cell)
    }
    const symbolAt = model - SYMBOLS_BACK - ((cell - model) >> 1)
    const symbol = <u32>load<u8>(symbolAt)
    if (frequency > <u32>load<u16>(cell - 2)) swapWithPrevious(cell, symbolAt)
    const bits = clz(range) & 24
    const next = ((<u32>load<u8>(at)) << 8) | (<u32>load<u8>(at, 1))
    code = <u32>(((((<u64>code) << 16) | (<u64>next)) << bits) >> 16)
    range <<= bits
    at += bits >> 3

    store<u8>(to, load<u8>(set + symbol, QUALITY_MAP))
    const left = min<usize>(outEnd - to, POSITIONS - 1)
    context = fixed + <u32>load<u16>(set + (left << 1), POSITION_TABLE)
    context += <u32>load<u16>(set + ((<usize>min(changes, CHANGES - 1)) << 1), CHANGE_TABLE)
    changes += <u32>(symbol != previous)
    previous = symbol
    qualities = (qualities << qualityShift) + <u32>load<u16>(set + ((<usize>symbol) << 1), QUALITY_TABLE)
    context += (qualities & qualityMask) << qualityPlace
    context &= CONTEXTS - 1
  }
  resumeRange(range, code, at)
  return true
}
