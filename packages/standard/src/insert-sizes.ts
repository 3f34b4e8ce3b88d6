// Insert sizes as samtools stats takes them: pairs halved per bin, and the main bulk that stops past 99 %
// (samtools 1.15 to 1.22, stats.c, output_stats). The kernel counts reads; both mates of a pair are in it.
import { absent, type Absent, whenPresent } from './absence.ts'
import { countRecords, flag, sequences } from './flags.ts'
import { countsOf, type Observation } from './observation.ts'
import { occurring } from './occurring.ts'

const LARGEST_SIZE = 8000
const BINS = LARGEST_SIZE + 1
/** A C float in samtools, hence a little more than 0.99. */
const MAIN_BULK = Math.fround(0.99)

/** Counts that a metric of insert size needs. */
export const insertSizeNeeds = ['flags', 'insert-size'] as const

/** The bulk: pairs per size up to the bin that crosses 99 %, and their number (all pairs if none crosses). */
export interface InsertSizeBulk {
  readonly pairsBySize: readonly number[]
  readonly pairs: number
}

const known = new WeakMap<BigUint64Array, readonly number[]>()

/** Pairs per size 0..8000, all orientations together, each halved and truncated by itself first. Taken once a count: several metrics ask. */
export function insertSizes(observation: Observation): readonly number[] {
  const counts = countsOf(observation, 'insert-size')
  const pairs = known.get(counts) ?? halve(counts)
  known.set(counts, pairs)
  return pairs
}

function halve(counts: BigUint64Array): number[] {
  const pairs = Array.from({ length: BINS }, () => 0)
  for (const [index, reads] of occurring(counts)) pairs[index % BINS]! += Number(reads / 2n)
  return pairs
}

export function insertSizeBulk(observation: Observation): InsertSizeBulk | Absent {
  if (countRecords(observation, {}) === 0n) return absent('no_reads')
  if (countRecords(observation, { ...sequences, all: flag.paired }) === 0n) return absent('no_paired_reads')
  const pairsBySize = insertSizes(observation)
  const total = pairsBySize.reduce((sum, pairs) => sum + pairs, 0)
  return total === 0 ? absent('no_insert_sizes') : cutBulk(pairsBySize, total)
}

/** Mean of the bulk, bp. */
export function meanInsertSizeOf({ pairsBySize, pairs }: InsertSizeBulk): number {
  return pairsBySize.reduce((sum, count, size) => sum + size * count, 0) / pairs
}

/** Standard deviation of the bulk, bp: divisor n; size 0 weighs in the mean but not in the squares, as in samtools. */
export function insertSizeDeviationOf(bulk: InsertSizeBulk): number {
  const center = meanInsertSizeOf(bulk)
  let variance = 0
  bulk.pairsBySize.forEach((count, size) => {
    if (size > 0) variance += (count * (size - center) * (size - center)) / bulk.pairs
  })
  return Math.sqrt(variance)
}

/** Applies a statistic to the bulk, if there is one. */
export function ofBulk(observation: Observation, statistic: (bulk: InsertSizeBulk) => number): number | Absent {
  return whenPresent(insertSizeBulk(observation), statistic)
}

function cutBulk(pairsBySize: readonly number[], total: number): InsertSizeBulk {
  let pairs = 0
  for (const [size, count] of pairsBySize.entries()) {
    pairs += count
    if (pairs / total > MAIN_BULK) return { pairsBySize: pairsBySize.slice(0, size + 1), pairs }
  }
  return { pairsBySize, pairs: total }
}
