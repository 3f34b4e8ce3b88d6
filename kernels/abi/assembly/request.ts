// The request block: byte offsets of the fields a host writes before `configure` and `open`.
// All fields are u32 little-endian except those that say u64.

// What to count; read by `configure`.
/** Bit i is set when the count with id i is wanted. */
export const COUNTS_WANTED = 0
export const CONTIG_COUNT = 4
/** Number of region intervals (merged, sorted), each three u32: contig, start, end. */
export const REGION_COUNT = 8
/** Number of territory intervals: the regions less the reference's N positions. */
export const TERRITORY_COUNT = 12
/** `depth` leaves out records with any of these FLAG bits. */
export const DEPTH_EXCLUDE_FLAGS = 16
export const DEPTH_MIN_MAPPING_QUALITY = 20
export const WGS_MIN_MAPPING_QUALITY = 24
export const WGS_MIN_BASE_QUALITY = 28
/** log2 of the positions held at once; a record that spans more asks for room. */
export const SPAN_BITS = 32
/** log2 of the read names held at once; more live names ask for room. */
export const NAME_BITS = 36
/** Bytes of the list of read groups in the header's order, each a u8 length, a u8 place (0: not wanted, else 1 + its row), and the identifier; 0 wants all. */
export const READ_GROUP_BYTES = 40
/** What the file is; see `format`. */
export const FORMAT = 44
/** CRAM: major version << 8 | minor version, as its file definition says; 0 for BAM. */
export const CRAM_VERSION = 48
/** 1 when the host can give reference bases (`NEEDS_REFERENCE`); 0 leaves what needs them uncounted. */
export const HAS_REFERENCE = 52
/** 1 when `depth` counts each record over its whole span, as mosdepth --fast-mode does: no mate overlap, deletions and skips included. */
export const DEPTH_FAST_MODE = 56

// The shard; read by `open`. A locus is (contig, position); unplaced records lie at contig = CONTIG_COUNT.
export const FIRST_CONTIG = 64
export const FIRST_POSITION = 68
export const END_CONTIG = 72
export const END_POSITION = 76
/** Offset of the first record inside the first block; 0 for CRAM. */
export const FIRST_WITHIN = 80
/** u64: file offset of the first block; of the first container for CRAM. */
export const FIRST_BLOCK = 88
/** u64: blocks at or beyond this file offset belong to the next shard's digest. */
export const END_BLOCK = 96

// Read groups; read by `configure` and `open`.
/** Rows of the table of counts by read group, at most 17; row 0 is of records whose read group has none of its own. 0 or 1 keeps no table. */
export const READ_GROUP_ROWS = 104
/** 1 when records count that name no read group of the list; read with a list only. */
export const COUNT_UNGROUPED = 108

export const REQUEST_BYTES = 128
