// The u32 entries of the decode tables: what one look-up says.
// Not the tables themselves: see literal-table.ts, offset-table.ts and code-lengths.ts.
//
//   literals     31        30           24..28       16..23     8..15    6..7      0..5
//                match     exceptional  length code  literal 2  literal  literals  bits to drop: codes and extra bits
//   offsets                30           16..22                  8..12              0..5
//                          exceptional  symbol x 4              code bits + 2      bits to drop: code and extra bits
//
// An entry of literals alone carries a length code of length 0, and is followed by an offset that takes no bits.
// An exceptional entry ends the block, belongs to no code, or stands for codes longer than the table is wide: then
// bits 8..23 hold the byte offset of their subtable, and no bits are to be dropped.

export const LITERAL_COUNT_SHIFT: u32 = 6
export const LITERAL_SHIFT: u32 = 8
export const SECOND_LITERAL_SHIFT: u32 = 16
export const LENGTH_CODE_SHIFT: u32 = 24
export const CODE_BITS_SHIFT: u32 = 8
export const OFFSET_SYMBOL_SHIFT: u32 = 16
export const SUBTABLE_SHIFT: u32 = 8

export const MATCH: u32 = 1 << 31
export const EXCEPTIONAL: u32 = 1 << 30
/** Of an exceptional entry: the block ends here. */
export const END: u32 = 1 << 24
/** Of an exceptional entry: no symbol has this code, or the format reserves the symbol. */
export const UNUSED: u32 = 1 << 25

/** The length code of entries without a match. */
export const NO_LENGTH: u32 = 31

export const END_ENTRY: u32 = EXCEPTIONAL | END
export const UNUSED_ENTRY: u32 = EXCEPTIONAL | UNUSED
/** What the first literal of a pair keeps of its entry. */
export const FIRST_OF_PAIR: u32 = (1 << LENGTH_CODE_SHIFT) - 1

/** The entry of a literal, less its code length. */
export function literalEntry(literal: u32): u32 {
  return (NO_LENGTH << LENGTH_CODE_SHIFT) | (literal << LITERAL_SHIFT) | (1 << LITERAL_COUNT_SHIFT)
}

/** The entry of a length or a repeat, less its code length. */
export function matchEntry(lengthCode: u32, extraBits: u32): u32 {
  return MATCH | (lengthCode << LENGTH_CODE_SHIFT) | extraBits
}

/** `entry` for the second place of a pair: a literal moves to the second byte. */
export function secondOfPair(entry: u32): u32 {
  const literal = entry & (255 << LITERAL_SHIFT)
  return entry - literal + (literal << (SECOND_LITERAL_SHIFT - LITERAL_SHIFT))
}
