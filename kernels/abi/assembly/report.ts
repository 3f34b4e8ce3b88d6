// The report block: indices of the u64 words a kernel leaves for its host.
// Virtual offsets are block offset << 16 | offset within the inflated block (SAMv1 section 4.1.1, 2024-11); for CRAM they are
// container offset << 20 | ordinal of the record in its container, the last ordinal standing for all later ones.

/** Virtual offset of the first record the shard owns; NONE when it owns none. */
export const FIRST_OWNED = 0
/** Virtual offset of the first record at or beyond the shard's end; NONE when the stream ended first. */
export const STOP = 1
/** Virtual offset of the first record read that reaches beyond the shard's end; NONE when no record does. */
export const REACH = 2
/** 1 once the record at STOP has been met: nothing more needs to be read. */
export const ENDED = 3
/** Virtual offset of the record (or block) at which the kernel stopped with a status below zero. */
export const WHERE = 4
/** Contig index of that record plus one; 0 when the failure has no locus. */
export const CONTIG_PLUS_ONE = 5
/** 0-based position of that record plus one; 0 when unknown. */
export const POSITION_PLUS_ONE = 6
/** Two numbers that belong to the status, such as the claimed and the present number of bytes. */
export const CLAIMED = 7
export const PRESENT = 8
/** With NEEDS_ROOM: the SPAN_BITS and NAME_BITS that will do. */
export const WANTED_SPAN_BITS = 9
export const WANTED_NAME_BITS = 10
/** With NEEDS_ROOM: bytes the inflated window must hold. */
export const WANTED_WINDOW_BYTES = 11
/** 1 when a record came before its predecessor. */
export const OUT_OF_ORDER = 12

/** With NEEDS_ROOM: bytes the input window must hold (a whole container), and bytes the slice's columns and codecs need. */
export const WANTED_INPUT_BYTES = 13
export const WANTED_SLICE_BYTES = 14
/** With NEEDS_REFERENCE: contig index, 0-based start and number of the bases that are needed. */
export const REFERENCE_CONTIG = 15
export const REFERENCE_START = 16
export const REFERENCE_LENGTH = 17
/** The MD5 of all bases under the slice, as two words of 8 bytes in order; zeros when it has none, or the host was asked to check before. */
export const REFERENCE_MD5 = 18
/** 1 when counts that need bases were taken without some of them: the reference was not at hand. */
export const BASES_MISSING = 20
/** 0-based start and number of the bases that have REFERENCE_MD5. */
export const REFERENCE_SLICE_START = 21
export const REFERENCE_SLICE_LENGTH = 22

export const REPORT_WORDS = 24
/** "No such record", as two u32 halves because a shared constant fits in 32 bits. */
export const NONE_HALF = 0xffffffff
