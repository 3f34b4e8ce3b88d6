// Where in an alignment file the records of a locus lie. Here for a BAM, from its BAI or CSI (SAMv1 section 5.2 and CSIv1, 2024-11);
// container-index.ts has it for a CRAM. Parsed here and not by @gmod/bam: that keeps neither CSI's loffsets, nor the counts of mapped and unmapped
// records, nor the number of unplaced ones, and its import alone takes as long as half of Node's start.
import { gunzipSync } from 'node:zlib'
import { parseBai } from './bai.ts'
import { parseCsi } from './csi.ts'
import { FileError } from './errors.ts'
import { describeFormat } from './file-format.ts'
import type { ContigIndex, IndexContent } from './index-content.ts'
import { unpackVirtualOffset, type VirtualOffset } from './virtual-offset.ts'

export interface AlignmentIndex {
  readonly path: string
  /** `containers` when there is no index and the headers of the containers were read. */
  readonly kind: 'BAI' | 'CSI' | 'CRAI' | 'containers'
  /** True when it is partly guessed where records lie: shards that do not meet are no fault of the index then. */
  readonly isEstimate: boolean
  /** log2 of the positions in a tile: 14, or CSI's min_shift. */
  readonly tileBits: number
  readonly contigCount: number
  /** Records without a position; null when it is not known how many, 0 also when they do not lie apart from all others. */
  readonly unplaced: bigint | null
  /** The end of the last placed record: unplaced ones begin here. Null when no record is placed. */
  readonly endOfPlaced: VirtualOffset | null
  /**
   * Where to start reading so that no record is missed that overlaps `position` (0-based) of the contig or starts behind it.
   * @returns null when the contig has no records
   */
  startOf(contig: number, position: number): VirtualOffset | null
  /** Records placed on the contig, when the index says (pseudo-bin). */
  contigRecords(contig: number): { readonly mapped: bigint; readonly unmapped: bigint } | null
  /** From the contig's first record to the end of its last; null when it has none. */
  contigRange(contig: number): { readonly begin: VirtualOffset; readonly end: VirtualOffset } | null
}

/**
 * The index in the bytes of a BAI or CSI file; which of them, they tell.
 * @param path for messages
 * @throws FileError when they are damaged
 */
export function parseAlignmentIndex(path: string, file: Uint8Array): AlignmentIndex {
  return indexOf(path, contentOf(path, file))
}

function contentOf(path: string, file: Uint8Array): IndexContent {
  try {
    const bytes = file[0] === 0x1f ? gunzipSync(file) : file
    const magic = Buffer.from(bytes.subarray(0, 4)).toString('latin1')
    if (magic === 'BAI\x01') return parseBai(bytes)
    if (magic === 'CSI\x01') return parseCsi(bytes)
  } catch (error) {
    throw damagedIndex(path, `the index is cut short or damaged (${(error as Error).message})`)
  }
  throw damagedIndex(path, `not a BAI or CSI index: it looks like ${describeFormat(file)}`)
}

/** An index that cannot be read: `problem` says why. */
export function damagedIndex(path: string, problem: string): FileError {
  return new FileError('index-bad', path, { problem, remedy: "make it anew with 'samtools index', or pass --no-index" })
}

function indexOf(path: string, { kind, tileBits, contigs, unplaced }: IndexContent): AlignmentIndex {
  const ends = contigs.flatMap(({ extent }) => (extent === null ? [] : [extent.end]))
  const last = ends.reduce((a, b) => (a > b ? a : b), 0n)
  return {
    path,
    kind,
    isEstimate: false,
    tileBits,
    contigCount: contigs.length,
    unplaced,
    endOfPlaced: ends.length === 0 ? null : unpackVirtualOffset(last),
    startOf: (contig, position) => startIn(contigs[contig], Math.floor(position / 2 ** tileBits)),
    contigRecords: (contig) => contigs[contig]?.records ?? null,
    contigRange: (contig) => rangeOf(contigs[contig]),
  }
}

/**
 * One tile earlier than the linear index says: indices of htslib before 1.15 leave placed unmapped records out of it
 * (htslib issue 1142), so one of them may precede the first record the index knows in its tile.
 */
function startIn(contig: ContigIndex | undefined, tile: number): VirtualOffset | null {
  if (!contig?.extent) return null
  const { extent, landmarks } = contig
  const landmark = landmarks[lastAtOrBefore(landmarks, tile - 1)]
  const start = landmark === undefined || landmark.offset < extent.begin ? extent.begin : landmark.offset
  return unpackVirtualOffset(start)
}

/** Index of the last landmark whose tile is at or before `tile`, or -1. */
function lastAtOrBefore(landmarks: ContigIndex['landmarks'], tile: number): number {
  let low = -1
  let high = landmarks.length
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (landmarks[middle]!.tile <= tile) low = middle
    else high = middle
  }
  return low
}

function rangeOf(contig: ContigIndex | undefined): { begin: VirtualOffset; end: VirtualOffset } | null {
  if (!contig?.extent) return null
  return { begin: unpackVirtualOffset(contig.extent.begin), end: unpackVirtualOffset(contig.extent.end) }
}
