// Result codes of every kernel function: zero or more is work done, below zero is one of these.

/** Done. */
export const OK = 0

/** The bytes at the block's offset are not a BGZF header (SAMv1 section 4.1, 2024-11). */
export const NOT_BGZF = -1
/** The DEFLATE stream of a block is malformed (RFC 1951, 1996-05). */
export const INFLATE_FAILED = -2
/** The block's CRC32 disagrees with its inflated bytes (RFC 1952, 1996-05). */
export const CRC_MISMATCH = -3
/** The fields of a record claim more bytes than its block_size (SAMv1 section 4.2, 2024-11). */
export const RECORD_FIELDS_EXCEED_BLOCK_SIZE = -4
/** CIGAR and SEQ of a mapped record disagree about the read's length. */
export const CIGAR_SEQUENCE_MISMATCH = -5
/** POS lies at or beyond the end of the contig. */
export const POSITION_BEYOND_CONTIG = -6
/** refID names no contig of the header. */
export const CONTIG_UNKNOWN = -7
/** block_size is negative, too small for the fixed fields, or beyond any real read. */
export const RECORD_SIZE_IMPLAUSIBLE = -8
/** The stream ended inside a record. */
export const RECORD_TRUNCATED = -9
/** Paused before a record that needs a wider window: call `enlarge`, then `consume` again. */
export const NEEDS_ROOM = -10
/** A virtual offset points behind the end of its block: the index does not belong to the file. */
export const OFFSET_BEYOND_BLOCK = -11

// Of CRAM (CRAMv3, 2024-09). CLAIMED and PRESENT of the report say which number was met and which was due.

/** Paused before a slice whose reference bases are needed: write them to `referenceAddress`, then `consume` again. */
export const NEEDS_REFERENCE = -12
/** The CRC32 of a container header disagrees with its bytes (section 7). */
export const CONTAINER_CRC_MISMATCH = -13
/** The CRC32 of a block disagrees with its bytes (section 8); CLAIMED is its content id, PRESENT its content type. */
export const BLOCK_CRC_MISMATCH = -14
/** A header of a container, a compression header, a slice or a block cannot be read. */
export const CRAM_HEADER_MALFORMED = -15
/** The data of a slice contradict its headers, or end before its last record. */
export const SLICE_MALFORMED = -16
/** A block names a compression method that is not in the specification; CLAIMED is its number. */
export const METHOD_UNKNOWN = -17
/** A data series names an encoding that is not in the specification; CLAIMED is its number. */
export const ENCODING_UNKNOWN = -18
/** The compressed bytes of a block are malformed; CLAIMED is its method. */
export const CODEC_FAILED = -19
/** A header claims a size that no real file has. */
export const SIZE_IMPLAUSIBLE = -20
