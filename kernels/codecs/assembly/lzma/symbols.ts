// The hot loop: literals and matches of one chunk (LZMA specification, Igor Pavlov, 2015-06).
// Not the headers of chunks, nor what is reset between them: chunks.ts.

import { copyMatch } from './match'
import { dictionaryAddress, DISTANCES, LC, LP, PB, probabilitiesAddress, STATE } from './coder'
import {
  ALIGN,
  IS_MATCH,
  IS_REP,
  IS_REP0_LONG,
  LENGTHS,
  LENGTH_HIGH,
  LENGTH_LOW,
  LENGTH_MID,
  LITERALS,
  LITERAL_BYTES,
  REP_LENGTHS,
  SLOTS,
  SPECIAL,
  STATES,
} from './probabilities'

/** The range is widened, a byte at a time, while it is below this. */
const LEAST_RANGE: u32 = 1 << 24
/** A probability is out of 2^11, and moves by 2^-5 of what is missing. */
const CHANCE_BITS: u32 = 11
const CERTAIN: u32 = 1 << CHANCE_BITS
const MOVE: u32 = 5
/** What follows the bit that says "no literal": a distance, or a repeat of one of the last four. */
const MATCH: u32 = 0
const FIRST_REPEAT: u32 = 1
const LAST_REPEAT: u32 = 4
/** States from here on: the last symbol was a match. */
const AFTER_MATCH: u32 = 7

/**
 * Decodes a chunk to exactly [out, outEnd). Returns the end of its source, or 0 when it is malformed or ends behind srcEnd.
 *
 * State: `range` and `code` of the range coder, `src` the next byte, `state`, `rep0` to `rep3` (distances less one) and
 * `probabilities` of the LZMA coder. Bounds: a symbol takes at most 21 bytes and `src` is compared with `srcEnd` before
 * each; distances reach back to `dictionary` at most; a match ends at `outEnd` at most, its copy 128 bytes behind.
 */
export function decodeSymbols(src: usize, srcEnd: usize, out: usize, outEnd: usize): usize {
  const probabilities = probabilitiesAddress()
  const dictionary = dictionaryAddress()
  const lc = load<u32>(LC)
  const literalMask = ((<u32>1) << load<u32>(LP)) - 1
  const positionMask = ((<u32>1) << load<u32>(PB)) - 1
  let state = load<u32>(STATE)
  let rep0 = load<u32>(DISTANCES)
  let rep1 = load<u32>(DISTANCES, 4)
  let rep2 = load<u32>(DISTANCES, 8)
  let rep3 = load<u32>(DISTANCES, 12)
  if (load<u8>(src) != 0) return 0
  let range: u32 = 0xffffffff
  let code = bswap<u32>(load<u32>(src, 1))
  src += 5
  let at: usize = 0
  let tree: usize = 0
  let chance: u32 = 0
  let bound: u32 = 0
  let symbol: u32 = 0
  while (out < outEnd) {
    if (src > srcEnd) return 0
    const place = <usize>(((<u32>(out - dictionary)) & positionMask) << 1)
    if (range < LEAST_RANGE) {
      range <<= 8
      code = (code << 8) | (<u32>load<u8>(src++))
    }
    at = probabilities + ((<usize>state) << 5) + place
    chance = <u32>load<u16>(at, IS_MATCH)
    bound = (range >> CHANCE_BITS) * chance
    if (code < bound) {
      range = bound
      store<u16>(at, <u16>(chance + ((CERTAIN - chance) >> MOVE)), IS_MATCH)
      const before = out > dictionary ? <u32>load<u8>(out - 1) : 0
      const context = (((<u32>(out - dictionary)) & literalMask) << lc) + (before >> (8 - lc))
      tree = probabilities + <usize>context * LITERAL_BYTES
      symbol = 1
      if (state >= AFTER_MATCH) {
        let matched = <u32>load<u8>(out - <usize>rep0 - 1)
        let half: u32 = 0x100
        do {
          matched <<= 1
          const expected = matched & half
          if (range < LEAST_RANGE) {
            range <<= 8
            code = (code << 8) | (<u32>load<u8>(src++))
          }
          at = tree + ((<usize>(half + expected + symbol)) << 1)
          chance = <u32>load<u16>(at, LITERALS)
          bound = (range >> CHANCE_BITS) * chance
          if (code < bound) {
            range = bound
            store<u16>(at, <u16>(chance + ((CERTAIN - chance) >> MOVE)), LITERALS)
            symbol <<= 1
            half &= ~expected
          } else {
            range -= bound
            code -= bound
            store<u16>(at, <u16>(chance - (chance >> MOVE)), LITERALS)
            symbol = (symbol << 1) | 1
            half &= expected
          }
        } while (symbol < 0x100 && half != 0)
      }
      while (symbol < 0x100) {
        if (range < LEAST_RANGE) {
          range <<= 8
          code = (code << 8) | (<u32>load<u8>(src++))
        }
        at = tree + ((<usize>symbol) << 1)
        chance = <u32>load<u16>(at, LITERALS)
        bound = (range >> CHANCE_BITS) * chance
        if (code < bound) {
          range = bound
          store<u16>(at, <u16>(chance + ((CERTAIN - chance) >> MOVE)), LITERALS)
          symbol <<= 1
        } else {
          range -= bound
          code -= bound
          store<u16>(at, <u16>(chance - (chance >> MOVE)), LITERALS)
          symbol = (symbol << 1) | 1
        }
      }
      store<u8>(out++, <u8>symbol)
      state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6
      continue
    }
    range -= bound
    code -= bound
    store<u16>(at, <u16>(chance - (chance >> MOVE)), IS_MATCH)

    // A match or a repeat: ones up to the distance that is meant.
    let kind: u32 = MATCH
    do {
      if (range < LEAST_RANGE) {
        range <<= 8
        code = (code << 8) | (<u32>load<u8>(src++))
      }
      at = probabilities + ((<usize>(kind * STATES + state)) << 1)
      chance = <u32>load<u16>(at, IS_REP)
      bound = (range >> CHANCE_BITS) * chance
      if (code < bound) {
        range = bound
        store<u16>(at, <u16>(chance + ((CERTAIN - chance) >> MOVE)), IS_REP)
        break
      }
      range -= bound
      code -= bound
      store<u16>(at, <u16>(chance - (chance >> MOVE)), IS_REP)
      kind++
    } while (kind < LAST_REPEAT)
    tree = probabilities + REP_LENGTHS
    if (kind == MATCH) {
      tree = probabilities + LENGTHS
      rep3 = rep2
      rep2 = rep1
      rep1 = rep0
    } else if (kind == FIRST_REPEAT) {
      if (range < LEAST_RANGE) {
        range <<= 8
        code = (code << 8) | (<u32>load<u8>(src++))
      }
      at = probabilities + ((<usize>state) << 5) + place
      chance = <u32>load<u16>(at, IS_REP0_LONG)
      bound = (range >> CHANCE_BITS) * chance
      if (code < bound) {
        range = bound
        store<u16>(at, <u16>(chance + ((CERTAIN - chance) >> MOVE)), IS_REP0_LONG)
        if (rep0 >= <u32>(out - dictionary)) return 0
        store<u8>(out, load<u8>(out - <usize>rep0 - 1))
        out++
        state = state < AFTER_MATCH ? 9 : 11
        continue
      }
      range -= bound
      code -= bound
      store<u16>(at, <u16>(chance - (chance >> MOVE)), IS_REP0_LONG)
    } else {
      const distance = kind == 2 ? rep1 : kind == LAST_REPEAT ? rep3 : rep2
      if (kind == LAST_REPEAT) rep3 = rep2
      if (kind > 2) rep2 = rep1
      rep1 = rep0
      rep0 = distance
    }

    // The length: which of three trees, then the tree.
    let part: u32 = 0
    do {
      if (range < LEAST_RANGE) {
        range <<= 8
        code = (code << 8) | (<u32>load<u8>(src++))
      }
      at = tree + ((<usize>part) << 1)
      chance = <u32>load<u16>(at, 0)
      bound = (range >> CHANCE_BITS) * chance
      if (code < bound) {
        range = bound
        store<u16>(at, <u16>(chance + ((CERTAIN - chance) >> MOVE)), 0)
        break
      }
      range -= bound
      code -= bound
      store<u16>(at, <u16>(chance - (chance >> MOVE)), 0)
      part++
    } while (part < 2)
    let length: u32 = part == 0 ? 2 : part == 1 ? 10 : 18
    let stop: u32 = part < 2 ? 8 : 256
    tree += part == 0 ? LENGTH_LOW + (place << 3) : part == 1 ? LENGTH_MID + (place << 3) : LENGTH_HIGH
    symbol = 1
    do {
      if (range < LEAST_RANGE) {
        range <<= 8
        code = (code << 8) | (<u32>load<u8>(src++))
      }
      at = tree + ((<usize>symbol) << 1)
      chance = <u32>load<u16>(at, 0)
      bound = (range >> CHANCE_BITS) * chance
      if (code < bound) {
        range = bound
        store<u16>(at, <u16>(chance + ((CERTAIN - chance) >> MOVE)), 0)
        symbol <<= 1
      } else {
        range -= bound
        code -= bound
        store<u16>(at, <u16>(chance - (chance >> MOVE)), 0)
        symbol = (symbol << 1) | 1
      }
    } while (symbol < stop)
    length += symbol - stop

    // The distance: its highest bits and their number, bits without a probability, the lowest bits.
    if (kind == MATCH) {
      state = state < AFTER_MATCH ? 7 : 10
      tree = probabilities + ((<usize>min<u32>(length - 2, 3)) << 7)
      symbol = 1
      do {
        if (range < LEAST_RANGE) {
          range <<= 8
          code = (code << 8) | (<u32>load<u8>(src++))
        }
        at = tree + ((<usize>symbol) << 1)
        chance = <u32>load<u16>(at, SLOTS)
        bound = (range >> CHANCE_BITS) * chance
        if (code < bound) {
          range = bound
          store<u16>(at, <u16>(chance + ((CERTAIN - chance) >> MOVE)), SLOTS)
          symbol <<= 1
        } else {
          range -= bound
          code -= bound
          store<u16>(at, <u16>(chance - (chance >> MOVE)), SLOTS)
          symbol = (symbol << 1) | 1
        }
      } while (symbol < 64)
      rep0 = symbol - 64
      if (rep0 >= 4) {
        const slot = rep0
        let lowBits = (slot >> 1) - 1
        rep0 = (2 | (slot & 1)) << lowBits
        if (slot < 14) {
          tree = probabilities + SPECIAL + ((<usize>(rep0 - slot)) << 1)
          stop = (<u32>1) << lowBits
        } else {
          let direct: u32 = 0
          for (lowBits -= 4; lowBits > 0; lowBits--) {
            if (range < LEAST_RANGE) {
              range <<= 8
              code = (code << 8) | (<u32>load<u8>(src++))
            }
            range >>= 1
            code -= range
            const isZero = <u32>((<i32>code) >> 31)
            code += range & isZero
            direct = (direct << 1) + isZero + 1
          }
          rep0 += direct << 4
          tree = probabilities + ALIGN
          stop = 16
        }
        symbol = 1
        for (let weight: u32 = 1; weight < stop; weight <<= 1) {
          if (range < LEAST_RANGE) {
            range <<= 8
            code = (code << 8) | (<u32>load<u8>(src++))
          }
          at = tree + ((<usize>symbol) << 1)
          chance = <u32>load<u16>(at, 0)
          bound = (range >> CHANCE_BITS) * chance
          if (code < bound) {
            range = bound
            store<u16>(at, <u16>(chance + ((CERTAIN - chance) >> MOVE)), 0)
            symbol <<= 1
          } else {
            range -= bound
            code -= bound
            store<u16>(at, <u16>(chance - (chance >> MOVE)), 0)
            symbol = (symbol << 1) | 1
            rep0 += weight
          }
        }
      }
    } else {
      state = state < AFTER_MATCH ? 8 : 11
    }
    if (rep0 >= <u32>(out - dictionary) || length > <u32>(outEnd - out)) return 0
    copyMatch(out, <usize>rep0 + 1, <usize>length)
    out += length
  }

  if (range < LEAST_RANGE) code = (code << 8) | (<u32>load<u8>(src++))
  store<u32>(STATE, state)
  store<u32>(DISTANCES, rep0)
  store<u32>(DISTANCES, rep1, 4)
  store<u32>(DISTANCES, rep2, 8)
  store<u32>(DISTANCES, rep3, 12)
  return code == 0 && src <= srcEnd ? src : 0
}
