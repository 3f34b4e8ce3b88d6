// Small BAM files with indices, in memory.
import {
  type AlignmentRecord,
  baiBytes,
  type BamIndex,
  bamBytes,
  type Binning,
  csiBytes,
  deflateAtLevel,
  flags,
  type HeaderContig,
  makeHeader,
  makeRecord,
} from '@genomsyn/simulate'

export interface SmallBam {
  readonly bam: Uint8Array
  readonly bai: Uint8Array
  readonly csi: Uint8Array
}

export const contigs: readonly HeaderContig[] = [
  { name: 'chr1', length: 300_000 },
  { name: 'empty', length: 50_000 },
  { name: 'chr2', length: 100_000 },
]

/** Where a record of 50 bases lies; contig -1 for an unplaced one. */
export interface Placement {
  readonly contig: number
  readonly position: number
  readonly unmapped?: boolean
}

/** Records in coordinate order, unplaced ones last; their bases do not compress, so that a few fill a block. */
export function smallBam(placements: readonly Placement[], binning: Binning = { minShift: 14, depth: 5 }): SmallBam {
  const records = placements.toSorted(inFileOrder).map(recordAt)
  const header = makeHeader({ contigs, readGroups: [{ id: 'a', sample: 'NA12878' }] })
  const { bam, index } = bamBytes(header, records, { deflate: deflateAtLevel(1) })
  return { bam, bai: baiBytes(index), csi: csiBytes(reindexed(header, records, binning)) }
}

function reindexed(header: ReturnType<typeof makeHeader>, records: readonly AlignmentRecord[], binning: Binning): BamIndex {
  return bamBytes(header, records, { deflate: deflateAtLevel(1), binning }).index
}

function inFileOrder(a: Placement, b: Placement): number {
  return order(a) - order(b) || a.position - b.position
}

function order({ contig }: Placement): number {
  return contig < 0 ? Infinity : contig
}

function recordAt({ contig, position, unmapped = contig < 0 }: Placement, i: number): AlignmentRecord {
  const qualities = Uint8Array.from({ length: 50 }, (_, base) => (i * 7919 + base * base * 31) % 41)
  const cigar = unmapped ? '' : '50M'
  return makeRecord({
    name: `r${i}`,
    contig,
    position,
    cigar,
    sequence: 'ACGTT'.repeat(10),
    qualities,
    flag: unmapped ? flags.UNMAPPED : 0,
  })
}
