// Depth as mosdepth 0.3.3 counts it by default, mate overlap and its one defect included (mosdepth.nim, `coverage`).
// The defect: of two single-operation mates, if the second ends inside the first, the first's bases behind that end
// lose 1.
import type { AlignmentRecord } from '../sam/alignment-record.ts'
import { endPosition } from '../sam/alignment-record.ts'
import { DUPLICATE, PROPER_PAIR, QC_FAIL, SECONDARY, SUPPLEMENTARY, UNMAPPED } from '../sam/flags.ts'
import { alignedBases } from './aligned-bases.ts'

const EXCLUDED_FLAGS = UNMAPPED | SECONDARY | QC_FAIL | DUPLICATE

/**
 * Per contig and position.
 * @param records in coordinate order
 */
export function mosdepthDepth(records: Iterable<AlignmentRecord>, contigs: readonly { readonly length: number }[]): Int32Array[] {
  const depth = contigs.map(({ length }) => new Int32Array(length))
  const waiting = contigs.map(() => new Map<string, AlignmentRecord>())
  for (const record of records) {
    if (record.contig < 0 || record.flag & EXCLUDED_FLAGS) continue
    const mate = takeMate(record, waiting[record.contig]!)
    if (mate !== undefined) removeOverlap(depth[record.contig]!, record, mate)
    for (const { position } of alignedBases(record)) depth[record.contig]![position]!++
  }
  return depth
}

/** The earlier mate, if this record is the later one of an overlapping proper pair; else remembers the record. */
function takeMate(record: AlignmentRecord, waiting: Map<string, AlignmentRecord>): AlignmentRecord | undefined {
  if (!(record.flag & PROPER_PAIR) || record.flag & SUPPLEMENTARY) return undefined
  if (expectsMate(record, waiting.has(record.name))) {
    waiting.set(record.name, record)
    return undefined
  }
  const mate = waiting.get(record.name)
  waiting.delete(record.name)
  return mate
}

function expectsMate(record: AlignmentRecord, known: boolean): boolean {
  const { contig, position, mateContig, matePosition } = record
  const reachesMate = contig === mateContig && endPosition(record) > matePosition
  return reachesMate && (position < matePosition || (position === matePosition && !known))
}

function removeOverlap(depth: Int32Array, record: AlignmentRecord, mate: AlignmentRecord): void {
  if (record.cigar.length === 1 && mate.cigar.length === 1) {
    for (let i = record.position; i < endPosition(mate); i++) depth[i]!--
  } else {
    const covered = coveredPositions(mate)
    for (const position of coveredPositions(record)) if (covered.has(position)) depth[position]!--
  }
}

function coveredPositions(record: AlignmentRecord): Set<number> {
  return new Set(alignedBases(record).map(({ position }) => position))
}
