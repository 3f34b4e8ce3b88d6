// Opened files whose records are known, without any bytes of records.
import { type AlignmentFile, parseAlignmentIndex, type VirtualOffset } from '@genomsyn/hts'
import { baiBytes, BamIndex, csiBytes } from '@genomsyn/simulate'
import fc from 'fast-check'
import { compareLoci, type Locus } from '../src/shard.ts'

export interface Genome {
  lengths: readonly number[]
  records: readonly { contig: number; begin: number; end: number; offset: number }[]
  firstRecord: VirtualOffset
  /** Virtual offset behind the last record. */
  behind: number
}

const FIRST_BLOCK = 5000

/** Few or thousands of contigs, most of them without records; contig -1 for unplaced records, which come last. */
export const anyGenome = fc
  .record({
    lengths: fc.oneof(
      fc.array(fc.integer({ min: 1, max: 400_000 }), { maxLength: 6 }),
      fc.integer({ min: 1, max: 3000 }).map((count) => Array.from({ length: count }, (_, i) => 1000 + ((i * 7919) % 90_000))),
    ),
    drawn: fc.array(
      fc.record({
        place: fc.nat(2 ** 30),
        length: fc.oneof(fc.constant(150), fc.nat(50_000)),
        gap: fc.integer({ min: 30, max: 200_000 }),
      }),
      {
        maxLength: 80,
      },
    ),
    unplaced: fc.nat(5),
  })
  .map(({ lengths, drawn, unplaced }) => placeRecords(lengths, drawn, unplaced))

/** Records at `place` modulo the genome, `gap` apart in packed virtual offsets, then the unplaced ones. */
export function placeRecords(
  lengths: readonly number[],
  drawn: readonly { place: number; length: number; gap: number }[],
  unplaced: number,
): Genome {
  const placed = lengths.length === 0 ? [] : drawn.map(({ place, length, gap }) => ({ ...locusAt(lengths, place), length, gap }))
  const sorted = placed.toSorted(compareLoci)
  let packed = FIRST_BLOCK * 65536 + 100
  const records = [...sorted, ...Array.from({ length: unplaced }, () => ({ contig: -1, position: -1, length: 1, gap: 300 }))].map(
    ({ contig, position, length, gap }) => {
      const offset = packed
      packed += gap
      return { contig, begin: position, end: position + Math.max(1, length), offset }
    },
  )
  return { lengths, records, firstRecord: { block: FIRST_BLOCK, within: 100 }, behind: packed }
}

function locusAt(lengths: readonly number[], place: number): Locus {
  const contig = place % lengths.length
  return { contig, position: place % lengths[contig]! }
}

/** The opened file with the index that fits the records. */
export function fileOf({ lengths, records, firstRecord, behind }: Genome, kind: 'BAI' | 'CSI' | 'none' = 'BAI'): AlignmentFile {
  const binning = kind === 'CSI' ? { minShift: 12, depth: 6 } : { minShift: 14, depth: 5 }
  const index = new BamIndex(lengths.length, binning)
  for (const { contig, begin, end, offset } of records) index.add({ contig, begin, end, unmapped: contig < 0 }, offset)
  index.close(behind)
  const contigs = lengths.map((length, i) => ({ name: `contig${i}`, length }))
  const header = { text: '', contigs, readGroups: [], programs: [], sortOrder: 'coordinate' }
  const parsed = kind === 'none' ? null : parseAlignmentIndex('x', kind === 'BAI' ? baiBytes(index) : csiBytes(index))
  const size = Math.floor(behind / 65536) + 65536 + 28
  const identity = { path: 'x.bam', size, modifiedMs: 0, inode: 0, format: { name: 'BAM' } as const }
  return { ...identity, header, firstRecord, eofMarker: true, index: parsed }
}
