// The hot loop: the literals and matches of a block (RFC 1951 section 3.2.3, 1996-05) once its tables stand.
// Not the header of the block, nor a check of distances: one that reaches too far takes older bytes, and the caller's
// CRC-32 rejects the result.
//
// A look-up gives up to two literals, or a match, or a literal and a match. Whether it gives a match is a matter of
// chance, so the loop does not branch on it: literals alone are followed by a match of length 0, whose offset comes
// from a second half of the offset table and takes no bits.

import { filledBits, filledBytes, FILLED, readerLimit, saveState, savedBits, savedHeld, savedNext } from './bit-reader'
import { END, EXCEPTIONAL, UNUSED } from './entry'
import { LENGTHS, LITERALS, LITERAL_SUBTABLE_MASK, LITERAL_WIDTH } from './literal-table'
import { copyMatch } from './match'
import { DISTANCES, MATCH_OFFSETS, OFFSETS, OFFSET_SUBTABLE_MASK, OFFSET_WIDTH } from './offset-table'

const LITERAL_MASK: u32 = ((1 << LITERAL_WIDTH) - 1) << 2
const OFFSET_MASK: u32 = ((1 << OFFSET_WIDTH) - 1) << 2
/** From the highest bit of an entry, which says that there is a match, to the bit of MATCH_OFFSETS. */
const MATCH_SHIFT: u32 = 29 - OFFSET_WIDTH

/**
 * Decodes until the block ends. Returns the end of its output, or 0 when the block is malformed, or before the output
 * passes `outEnd` by more than 260 bytes or `next` the limit of the reader by more than 21.
 *
 * State: `bits` and `held` as in bit-reader.ts, `next` the next input byte, `entry` the look-up at `bits`, `out` the
 * next output byte. Bounds: 55 bits are held at the top of the loop; the longest symbols take 20 and 28 of them, and
 * where a code needs a subtable more are read in between, so that 12 are left to look up the next entry.
 */
export function decodeSymbols(out: usize, outEnd: usize): usize {
  const limit = readerLimit()
  let held = savedHeld()
  let next = savedNext()
  let bits = filledBits(savedBits(), held, next)
  next += filledBytes(held)
  held |= FILLED
  let entry = <u64>load<u32>(<usize>((<u32>bits) & LITERAL_MASK), LITERALS)
  while (out <= outEnd) {
    if (next > limit) break
    store<u16>(out, <u16>(entry >> 8))
    out += <usize>(((<u32>entry) >> 6) & 3)
    const lengthBits = bits
    bits >>= entry
    held -= entry
    let offset = <u64>load<u32>(<usize>(((<u32>bits) & OFFSET_MASK) | (((<u32>entry) >> MATCH_SHIFT) & MATCH_OFFSETS)), OFFSETS)
    if ((<u32>(entry | offset)) & EXCEPTIONAL) {
      bits = filledBits(bits, held, next)
      next += filledBytes(held)
      held |= FILLED
      if ((<u32>entry) & EXCEPTIONAL) {
        if ((<u32>entry) & UNUSED) break
        if ((<u32>entry) & END) {
          saveState(bits, held, next)
          return out
        }
        const literalSlot = (<u32>(bits >> LITERAL_WIDTH)) & load<u32>(LITERAL_SUBTABLE_MASK)
        entry = <u64>load<u32>(<usize>((((<u32>entry) >> 8) & 0xffff) + literalSlot), LITERALS)
        continue
      }
      if ((<u32>offset) & UNUSED) break
      const offsetSlot = (<u32>(bits >> OFFSET_WIDTH)) & load<u32>(OFFSET_SUBTABLE_MASK)
      offset = <u64>load<u32>(<usize>((((<u32>offset) >> 8) & 0xffff) + offsetSlot), OFFSETS + MATCH_OFFSETS)
      if ((<u32>offset) & EXCEPTIONAL) break
    }
    const lengthCode = <usize>(((<u32>entry) >> 22) & 124)
    const offsetSymbol = <usize>((<u32>offset) >> 16)
    const offsetBits = bits
    const lengthShift = entry - <u64>load<u8>(lengthCode, LENGTHS)
    bits >>= offset
    held -= offset
    entry = <u64>load<u32>(<usize>((<u32>bits) & LITERAL_MASK), LITERALS)
    bits = filledBits(bits, held, next)
    next += filledBytes(held)
    held |= FILLED
    const length = load<u16>(lengthCode, LENGTHS + 2) + ((<u32>(lengthBits >> lengthShift)) & load<u8>(lengthCode, LENGTHS + 1))
    const distance =
      load<u16>(offsetSymbol, DISTANCES + 2) + ((<u32>(offsetBits >> (offset >> 8))) & load<u16>(offsetSymbol, DISTANCES))
    copyMatch(out, distance, length)
    out += length
  }
  return 0
}
