// The bases of the record view: two to a byte, the first in the high nibble (SAMv1 section 4.2.3, 2024-11). Only N is told apart.
import * as record from './record'

const N: i8 = 15

/** Sixteen u8 masks of the first n lanes, for n from 0 to 16. */
const FIRST_LANES: usize = memory.data(16 * 17, 16)

/** Fills the table; once per kernel. */
export function prepareLanes(): void {
  for (let n: u32 = 0; n <= 16; n++) {
    for (let lane: u32 = 0; lane < 16; lane++) store<u8>(FIRST_LANES + 16 * n + lane, lane < n ? 0xff : 0)
  }
}

/** All bits of the first `n` lanes, 16 at most. */
export function firstLanes(n: u32): v128 {
  return v128.load(FIRST_LANES + 16 * <usize>min<u32>(n, 16))
}

/** Whether any base of the record in view is N. */
export function hasNoCall(): bool {
  if (record.sequence == 0) return false
  const end = record.sequence + ((record.sequenceLength + 1) >>> 1)
  let highest = i64x2.splat(0)
  let at = record.sequence
  for (; at + 16 <= end; at += 16) highest = highestBases(highest, v128.load(at))
  if (at < end) highest = highestBases(highest, v128.and(v128.load(at), firstLanes(<u32>(end - at))))
  return i8x16.bitmask(i8x16.ge_u(highest, i8x16.splat(-16))) != 0
}

/** Of each byte's lanes the highest so far; N is the highest code, and the lower base of a byte is looked at in place of the higher. */
function highestBases(highest: v128, bases: v128): v128 {
  return i8x16.max_u(i8x16.max_u(highest, bases), i16x8.shl(bases, 4))
}

/** Lanes of those of the sixteen bases from `base` on that are N. */
export function noCalls(base: u32): v128 {
  const at = record.sequence + (base >> 1)
  const packed = v128.load64_zero(at)
  const high = v128.and(i8x16.shr_u(packed, 4), i8x16.splat(15))
  const low = v128.and(packed, i8x16.splat(15))
  const bases = i8x16.shuffle(high, low, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23)
  return i8x16.eq(base & 1 ? fromSecond(bases, load<u8>(at, 8) >> 4) : bases, i8x16.splat(N))
}

/** The lanes moved down by one, `last` behind them. */
function fromSecond(bases: v128, last: u8): v128 {
  const moved = i8x16.shuffle(bases, bases, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 15)
  return i8x16.replace_lane(moved, 15, <i8>last)
}
