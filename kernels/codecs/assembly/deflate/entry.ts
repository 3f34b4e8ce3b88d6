// The u32 entries of the decode tables: what one look-up says.
// Not the tables themselves: see literal-table.ts and offset-table.ts.
//
// literal table   31    30          24..28       16..23    8..15     6..7      0..5
//                 match exceptional length code  literal 2 literal 1 literals  bits to drop: codes and extra bits
// offset table    .     30          16..22                 8..12               0..5
//                 .     exceptional symbol x 4             code bits + 2       bits to drop: code and extra bits
//
// An exceptional entry is no match yet: the block ends, the code is not in use, or it is longer than the table is wide.
// In the last case bits 8..23 hold the byte offset of its subtable, and no bits are to be dropped.

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

export const UNUSED_ENTRY: u32 = MATCH | EXCEPTIONAL | UNUSED
export const END_ENTRY: u32 = MATCH | EXCEPTIONAL | END
export const SUBTABLE_ENTRY: u32 = MATCH | EXCEPTIONAL
