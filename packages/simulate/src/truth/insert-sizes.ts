// Insert sizes as `samtools stats` 1.16.1 counts them (stats.c, collect_stats and output_stats).
import type { AlignmentRecord } from '../sam/alignment-record.ts'
import { MATE_REVERSE, MATE_UNMAPPED, PAIRED, READ1, REVERSE, SECONDARY, SUPPLEMENTARY, UNMAPPED } from '../sam/flags.ts'

/** Larger sizes count as this one. */
export const MAX_INSERT_SIZE = 8000
/** The mean and deviation leave out the largest sizes, once this share has been seen. */
const MAIN_BULK = 0.99

type Orientation = 'inward' | 'outward' | 'other'

/** Records, not pairs, by size 0..8000. */
export type InsertSizes = Readonly<Record<Orientation, Uint32Array>>

export function insertSizes(records: Iterable<AlignmentRecord>): InsertSizes {
  const histogram = (): Uint32Array => new Uint32Array(MAX_INSERT_SIZE + 1)
  const sizes = { inward: histogram(), outward: histogram(), other: histogram() }
  for (const record of records) {
    const size = Math.min(Math.abs(record.templateLength), MAX_INSERT_SIZE)
    if (isCounted(record, size)) sizes[orientationOf(record)][size]!++
  }
  return sizes
}

/** In bases; population deviation. Both are 0 without pairs. */
export function insertSizeStatistics(sizes: InsertSizes): { mean: number; deviation: number } {
  const pairs = Array.from(sizes.inward, (count, size) => {
    return Math.floor(count / 2) + Math.floor(sizes.outward[size]! / 2) + Math.floor(sizes.other[size]! / 2)
  })
  const bulk = mainBulk(pairs)
  const count = Math.max(1, sum(bulk))
  const mean = sum(bulk.map((n, size) => n * size)) / count
  const squares = sum(bulk.map((n, size) => (size === 0 ? 0 : n * (size - mean) ** 2)))
  return { mean, deviation: Math.sqrt(squares / count) }
}

/** Sizes up to and including the one at which more than 99 % have been seen. */
function mainBulk(pairs: readonly number[]): number[] {
  const total = sum(pairs)
  let seen = 0
  const last = pairs.findIndex((count) => (seen += count) / total > MAIN_BULK)
  return last < 0 ? [...pairs] : pairs.slice(0, last + 1)
}

function isCounted({ flag, contig, mateContig, sequence }: AlignmentRecord, size: number): boolean {
  const excluded = SECONDARY | SUPPLEMENTARY | UNMAPPED | MATE_UNMAPPED
  if (!(flag & PAIRED) || flag & excluded || sequence === '') return false
  return size > 0 || contig === mateContig
}

function orientationOf({ flag, position, matePosition }: AlignmentRecord): Orientation {
  const reverse = (flag & REVERSE) !== 0
  if (reverse === ((flag & MATE_REVERSE) !== 0)) return 'other'
  const order = flag & READ1 ? 1 : -1
  const ahead = order * (matePosition - position) >= 0
  const facing = order * (reverse ? -1 : 1) > 0
  return ahead === facing ? 'inward' : 'outward'
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
