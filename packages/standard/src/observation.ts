// What the standard sees of one sample: counts and the few facts that give them meaning. No file, no plan, no worker.
import type { CountId, Counts } from '@genomsyn/partial'
import type { ReasonCode } from './absence.ts'

/** A reference sequence of the header; `md5` is its M5 where known. */
export interface ObservedContig {
  readonly name: string
  readonly length: number
  readonly md5?: string
}

export interface Observation {
  readonly counts: Counts
  /** As in a partial: the counts of the records of no read group, then those of each; absent when they were not counted apart. */
  readonly readGroups?: readonly Counts[]
  /** Why counts are not there, where it is not that nobody counted. */
  readonly withheld?: Readonly<Partial<Record<CountId, ReasonCode>>>
  /** In header order: per-contig counts are indexed by it. */
  readonly contigs: readonly ObservedContig[]
  /** Number of positions over which autosome coverage is taken; null when there are none to take it over. */
  readonly territory: { readonly bp: number } | null
  /** Why `territory` is null; `no_territory` unless said otherwise. */
  readonly territoryReason?: ReasonCode
  /** False when any record was met out of coordinate order: depths are void then. */
  readonly coordinateSorted: boolean
  /** True when adapters could not be told from other reads of MAPQ 0, since bases of a CRAM were not at hand. */
  readonly basesMissing?: boolean
  /** Names of the @PG programs, which may tell that duplicates were marked. */
  readonly programs: readonly string[]
}

/** @throws Error when the count was not measured: `evaluate` asks `needs` before it calls a metric */
export function countsOf(observation: Observation, id: CountId): BigUint64Array {
  const vector = observation.counts[id]
  if (vector === undefined) throw new Error(`the count ${id} was not measured`)
  return vector
}
