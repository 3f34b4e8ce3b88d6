// Where the probabilities of the LZMA coder lie (LZMA specification, Igor Pavlov, 2015-06, sections "The variables" and
// "LZMA decoding"). u16 each, out of 2^11. Offsets are in bytes from the start of the probabilities.

/** States of the coder: which kinds of symbols came last. */
export const STATES: u32 = 12
/** Places modulo which positions are told apart, at most. */
const POSITIONS: usize = 16

/** By state and position: whether a match or a literal comes. */
export const IS_MATCH: usize = 0
/** By state and position: whether a repeat of the last distance is longer than a byte. */
export const IS_REP0_LONG: usize = IS_MATCH + 2 * <usize>STATES * POSITIONS
/** By state: whether the distance is one of the last four, then, one after the other, whether it is not the first, second, third. */
export const IS_REP: usize = IS_REP0_LONG + 2 * <usize>STATES * POSITIONS

/** The coder of a match's length, and that of a repeat's. In each: two choices, then trees of 3, 3 and 8 bits. */
export const LENGTHS: usize = IS_REP + 2 * 4 * <usize>STATES
export const LENGTH_LOW: usize = 4
export const LENGTH_MID: usize = LENGTH_LOW + 2 * 8 * POSITIONS
export const LENGTH_HIGH: usize = LENGTH_MID + 2 * 8 * POSITIONS
const LENGTH_BYTES: usize = LENGTH_HIGH + 2 * 256
export const REP_LENGTHS: usize = LENGTHS + LENGTH_BYTES

/** By length below 4: the tree of 6 bits of a distance's slot. */
export const SLOTS: usize = REP_LENGTHS + LENGTH_BYTES
/** The trees of a distance's low bits, lowest first: by distance without them, for slots 4 to 13. */
export const SPECIAL: usize = SLOTS + 2 * 4 * 64
/** The tree of the lowest four bits of longer distances. */
export const ALIGN: usize = SPECIAL + 2 * 128
/** By context: three trees of 8 bits. */
export const LITERALS: usize = ALIGN + 2 * 16
export const LITERAL_BYTES: usize = 2 * 0x300

/** At most 16 contexts of literals (LZMA2: lc + lp is at most 4). */
export const PROBABILITIES_BYTES: usize = LITERALS + 16 * LITERAL_BYTES

/** One half. */
const EVEN: u32 = 1 << 10

/** Makes everything equally likely: the first `contexts` contexts of literals, and all the rest. */
export function resetProbabilities(at: usize, contexts: u32): void {
  const even = i16x8.splat(<i16>EVEN)
  const end = at + LITERALS + <usize>contexts * LITERAL_BYTES
  for (; at < end; at += 16) v128.store(at, even)
}
