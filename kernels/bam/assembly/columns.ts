// What counts ask of a record, as bits: a format that keeps its columns apart decodes only those. Not what the view holds: BAM fills all.

/** FLAG, with the bits that tell of the mate. */
export const FLAG: u32 = 1 << 0
/** Contig and position. */
export const LOCUS: u32 = 1 << 1
/** CIGAR, and so the span on the reference. */
export const CIGAR: u32 = 1 << 2
/** Bases of SEQ, 0 where it is absent. */
export const LENGTH: u32 = 1 << 3
export const MAPPING_QUALITY: u32 = 1 << 4
/** Contig and position of the mate. */
export const MATE: u32 = 1 << 5
export const TEMPLATE_LENGTH: u32 = 1 << 6
/** The name of every record. */
export const NAME: u32 = 1 << 7
/** Whether two reads of a pair that overlap have one name; less than NAME. */
export const MATE_NAME: u32 = 1 << 8
/** QUAL. */
export const QUALITIES: u32 = 1 << 9
/** The OQ tag. */
export const ORIGINAL_QUALITIES: u32 = 1 << 10
/** N in SEQ, and the first and last bases of reads of MAPQ 0. */
export const BASES: u32 = 1 << 11
export const READ_GROUP: u32 = 1 << 12
/** All of SEQ, of primary records; more than BASES, which is asked for with it. */
export const ALL_BASES: u32 = 1 << 13
