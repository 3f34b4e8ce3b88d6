// A decoded record as a row: byte offsets of its fields. Formats that do not keep records as bytes fill rows, and the record view reads
// them. Addresses are u32; a row outlives the view of it.

export const FLAG: usize = 0
export const CONTIG: usize = 4
export const POSITION: usize = 8
export const MAPPING_QUALITY: usize = 12
export const MATE_CONTIG: usize = 16
export const MATE_POSITION: usize = 20
export const TEMPLATE_LENGTH: usize = 24
export const CIGAR: usize = 28
export const CIGAR_LENGTH: usize = 32
export const SEQUENCE_LENGTH: usize = 36
export const QUALITIES: usize = 40
export const NAME: usize = 44
export const NAME_BYTES: usize = 48
/** Index of the @RG line, or -1. */
export const READ_GROUP: usize = 52
/** u64: stands for the name where it is not 0. */
export const NAME_HASH: usize = 56
/** Address of printable qualities, as in an OQ tag, or 0. */
export const ORIGINAL_QUALITIES: usize = 64
/** What follows belongs to whoever fills the row. */
export const OWN: usize = 68

export const ROW_BYTES: usize = 112
