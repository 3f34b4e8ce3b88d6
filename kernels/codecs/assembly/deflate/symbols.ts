// The hot loop: literals and matches of one DEFLATE block (RFC 1951 section 3.2.3, 1996-05), tables in place.

import { saveState, savedBits, savedHeld, savedNext } from './bit-reader'
import { END, EXCEPTIONAL, MATCH, UNUSED } from './entry'
import { LENGTH_BASES, LITERALS, LITERAL_SUBTABLE_MASK, LITERAL_WIDTH } from './literal-table'
import { OFFSETS, OFFSET_BASES, OFFSET_SUBTABLE_MASK, OFFSET_WIDTH } from './offset-table'

const LITERAL_MASK: u64 = ((1 << LITERAL_WIDTH) - 1) << 2
const OFFSET_MASK: u64 = ((1 << OFFSET_WIDTH) - 1) << 2

/** For each distance below 16, the byte order that repeats the bytes before the output. */
const PATTERNS: usize = memory.data(16 * 16, 16)
/** For each distance below 16, its largest multiple of at most 16. */
const STRIDES: usize = memory.data(16, 16)

fillPatterns()

/** Decodes until the block ends. Returns the end of its output, or 0 when the block is malformed or `outEnd` is passed. */
export function decodeSymbols(out: usize, outEnd: usize, nextEnd: usize): usize {
  let bits = savedBits()
  let held = savedHeld()
  let next = savedNext()
  bits |= load<u64>(next) << 1 << held
  next += <usize>((held ^ 63) >> 3 & 7)
  held |= 56
  let entry = <u64>load<u32>(<usize>(bits & LITERAL_MASK), LITERALS)
  while (out <= outEnd) {
    if (next > nextEnd) break
    store<u16>(out, <u16>(entry >> 8))
    out += <usize>(<u32>entry >> 6 & 3)
    const whole = bits
    bits >>= entry
    held -= entry
    if (!(<u32>entry & MATCH)) {
      entry = <u64>load<u32>(<usize>(bits & LITERAL_MASK), LITERALS)
      bits |= load<u64>(next) << 1 << held
      next += <usize>((held ^ 63) >> 3 & 7)
      held |= 56
      continue
    }
    let offset = <u64>load<u32>(<usize>(bits & OFFSET_MASK), OFFSETS)
    if (<u32>(entry | offset) & EXCEPTIONAL) {
      bits |= load<u64>(next) << 1 << held
      next += <usize>((held ^ 63) >> 3 & 7)
      held |= 56
      if (<u32>entry & EXCEPTIONAL) {
        if (<u32>entry & END) {
          saveState(bits, held, next)
          return out
        }
        if (<u32>entry & UNUSED) break
        const slot = <usize>(<u32>entry >> 8 & 0xffff) + <usize>(<u32>(bits >> LITERAL_WIDTH) & load<u32>(LITERAL_SUBTABLE_MASK))
        entry = <u64>load<u32>(slot, LITERALS)
        continue
      }
      if (<u32>offset & UNUSED) break
      const slot = <usize>(<u32>offset >> 8 & 0xffff) + <usize>(<u32>(bits >> OFFSET_WIDTH) & load<u32>(OFFSET_SUBTABLE_MASK))
      offset = <u64>load<u32>(slot, OFFSETS)
      if (<u32>offset & EXCEPTIONAL) break
    }
    const lengthSlot = <usize>(<u32>entry >> 22 & 0x7c)
    const length = <usize>load<u16>(lengthSlot, LENGTH_BASES + 2)
      + <usize>(<u32>(whole >> (entry - <u64>load<u8>(lengthSlot, LENGTH_BASES))) & load<u8>(lengthSlot, LENGTH_BASES + 1))
    const offsetSlot = <usize>(<u32>offset >> 16)
    const distance = <usize>load<u16>(offsetSlot, OFFSET_BASES + 2)
      + <usize>(<u32>(bits >> (offset >> 8)) & load<u16>(offsetSlot, OFFSET_BASES))
    bits >>= offset
    held -= offset
    entry = <u64>load<u32>(<usize>(bits & LITERAL_MASK), LITERALS)
    bits |= load<u64>(next) << 1 << held
    next += <usize>((held ^ 63) >> 3 & 7)
    held |= 56
    const from = out - distance
    const end = out + length
    if (distance >= 16) {
      v128.store(out, v128.load(from))
      v128.store(out, v128.load(from, 16), 16)
      if (length > 32) {
        let shift: usize = 32
        do {
          v128.store(out + shift, v128.load(from + shift))
          v128.store(out + shift, v128.load(from + shift, 16), 16)
          shift += 32
        } while (shift < length)
      }
    } else {
      const pattern = i8x16.swizzle(v128.load(from), v128.load(distance << 4, PATTERNS))
      const stride = <usize>load<u8>(distance, STRIDES)
      do {
        v128.store(out, pattern)
        out += stride
      } while (out < end)
    }
    out = end
  }
  return 0
}

function fillPatterns(): void {
  for (let distance: u32 = 1; distance < 16; distance++) {
    store<u8>(distance, <u8>(16 - (16 % distance)), STRIDES)
    for (let byte: u32 = 0; byte < 16; byte++) {
      store<u8>((distance << 4) + byte, <u8>(byte % distance), PATTERNS)
    }
  }
}
