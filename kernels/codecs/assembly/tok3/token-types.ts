// Types of tokens, and so of token streams (CRAMcodecs section 5, Name tokenisation codec; hts-specs, 2025-04).

export const TYPE: u32 = 0
export const STRING: u32 = 1
export const CHAR: u32 = 2
export const DIGITS0: u32 = 3
export const DZLEN: u32 = 4
export const DUP: u32 = 5
export const DIFF: u32 = 6
export const DIGITS: u32 = 7
export const DELTA: u32 = 8
export const DELTA0: u32 = 9
export const MATCH: u32 = 10
export const NOP: u32 = 11
export const END: u32 = 12
/** Types are less than this. */
export const TYPES: u32 = 13
