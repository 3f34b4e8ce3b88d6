// What a slice keeps of a record beside the row that the view reads.

/** CRAM flags of the record (CRAMv3 section 10.1, 2024-09). */
export const CRAM_FLAGS: usize = 68
/** Index of the record of the next fragment, or -1; the last points back to the first. */
export const MATE_LINE: usize = 72
/** 1-based last position, as template lengths are measured. */
export const ALIGNMENT_END: usize = 76
/** Features kept for bases, and their number; see features.ts. Of an unmapped record: the letters of its bases, or 0. */
export const FEATURES: usize = 80
export const FEATURE_COUNT: usize = 84
/** Bases that features refer to, also where SEQ is absent. */
export const READ_LENGTH: usize = 88
/** 1 when a base may be N that the reference does not say. */
export const MAY_HAVE_NO_CALL: usize = 92
/** Stored flags of the mate, of a detached record. */
export const MATE_FLAGS: usize = 96
/** 1 when the template length is yet to be computed. */
export const IS_OPEN: usize = 100

export const QUALITIES_STORED: u32 = 1
export const DETACHED: u32 = 2
export const MATE_DOWNSTREAM: u32 = 4
export const NO_SEQUENCE: u32 = 8

/** Rows of the slice. */
export let rows: usize = 0
export let rowCount: u32 = 0

export function placeRows(address: usize, count: u32): void {
  rows = address
  rowCount = count
}
