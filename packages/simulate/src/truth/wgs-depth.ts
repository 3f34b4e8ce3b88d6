// Depth under the GA4GH rules: what Picard CollectWgsMetrics counts, with a set of names at every position.
// Reference: Picard 2.27.5, CollectWgsMetrics.java, picard/filter/Counting*Filter.java; htsjdk SamLocusIterator.java.
// The adapter filter, which can never change depth, and the locus accumulation cap are left out.
import type { AlignmentRecord } from '../sam/alignment-record.ts'
import { DUPLICATE, MATE_UNMAPPED, PAIRED, QC_FAIL, SECONDARY, UNMAPPED } from '../sam/flags.ts'
import { alignedBases } from './aligned-bases.ts'

/** Bases of this quality or less are never counted, whatever the minimum. */
const NO_CALL_QUALITY = 2
const NO_CALLS = 'Nn.'

export interface WgsDepthOptions {
  readonly minMapq?: number
  readonly minBaseQuality?: number
  readonly cap?: number
}

/** A contig without bases is taken to have no N. */
export interface TruthContig {
  readonly length: number
  readonly bases?: Uint8Array
}

/** Records a reason removed, and their aligned bases. */
export interface RecordTally {
  records: number
  bases: number
}

/** Why a whole record is not counted; the first reason that holds. `unmapped` and `qcFail` have no bucket in Picard. */
export type RecordExclusion = 'secondary' | 'mapq' | 'dupe' | 'unpaired' | 'unmapped' | 'qcFail'

export interface WgsDepth {
  /** Per contig and position, at most the cap. */
  readonly depth: readonly Uint32Array[]
  readonly excludedRecords: Readonly<Record<RecordExclusion, RecordTally>>
  /** Records that passed, and all their aligned bases. */
  readonly passed: RecordTally
  /** At positions that are not N: of low quality or not called; name seen before; beyond the cap. */
  readonly excludedBases: { baseq: number; overlap: number; capped: number }
}

/** @param records in file order, which decides which of two overlapping mates is counted */
export function wgsDepth(
  records: Iterable<AlignmentRecord>,
  contigs: readonly TruthContig[],
  { minMapq = 20, minBaseQuality = 20, cap = 250 }: WgsDepthOptions = {},
): WgsDepth {
  const names = contigs.map(({ length }) => Array.from({ length }, () => new Set<string>()))
  const truth = emptyTruth(contigs)
  for (const record of records) {
    const exclusion = exclusionOf(record, minMapq)
    tally(exclusion === undefined ? truth.passed : truth.excludedRecords[exclusion], record)
    if (exclusion === undefined) countBases(record, { truth, contigs, names, minBaseQuality })
  }
  for (const [contig, depth] of truth.depth.entries()) {
    for (const [position, { size }] of names[contig]!.entries()) {
      depth[position] = Math.min(size, cap)
      truth.excludedBases.capped += Math.max(0, size - cap)
    }
  }
  return truth
}

function exclusionOf({ flag, mappingQuality }: AlignmentRecord, minMapq: number): RecordExclusion | undefined {
  if (flag & SECONDARY) return 'secondary'
  if (mappingQuality < minMapq) return 'mapq'
  if (flag & DUPLICATE) return 'dupe'
  if (!(flag & PAIRED) || flag & MATE_UNMAPPED) return 'unpaired'
  if (flag & UNMAPPED) return 'unmapped'
  return flag & QC_FAIL ? 'qcFail' : undefined
}

function tally(counter: RecordTally, record: AlignmentRecord): void {
  counter.records++
  counter.bases += alignedBases(record).length
}

interface Counting {
  readonly truth: WgsDepth
  readonly contigs: readonly TruthContig[]
  /** Names counted so far, per contig and position. */
  readonly names: readonly Set<string>[][]
  readonly minBaseQuality: number
}

function countBases(record: AlignmentRecord, { truth, contigs, names, minBaseQuality }: Counting): void {
  const { bases } = contigs[record.contig]!
  for (const { position, index } of alignedBases(record)) {
    if (bases !== undefined && isNoCall(String.fromCharCode(bases[position]!))) continue
    const quality = record.qualities?.[index] ?? 0
    const namesHere = names[record.contig]![position]!
    if (quality <= NO_CALL_QUALITY || quality < minBaseQuality || isNoCall(record.sequence[index]!)) {
      truth.excludedBases.baseq++
    } else if (namesHere.has(record.name)) {
      truth.excludedBases.overlap++
    } else namesHere.add(record.name)
  }
}

function isNoCall(base: string): boolean {
  return NO_CALLS.includes(base)
}

function emptyTruth(contigs: readonly TruthContig[]): WgsDepth {
  const none = (): RecordTally => ({ records: 0, bases: 0 })
  return {
    depth: contigs.map(({ length }) => new Uint32Array(length)),
    excludedRecords: {
      secondary: none(),
      mapq: none(),
      dupe: none(),
      unpaired: none(),
      unmapped: none(),
      qcFail: none(),
    },
    passed: none(),
    excludedBases: { baseq: 0, overlap: 0, capped: 0 },
  }
}
