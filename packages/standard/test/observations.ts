// Observations for tests, written as sparse counts: everything not said is zero.
import { type CountId, countDefinitions, emptyPartial } from '@genomsyn/partial'
import type { Observation, ObservedContig } from '../src/observation.ts'

/** Pairs of index and number. */
type Sparse = readonly (readonly [index: number, count: number | bigint])[]

export interface SparseObservation {
  readonly counts?: Partial<Record<CountId, Sparse>>
  readonly contigs?: readonly ObservedContig[]
  readonly territory?: number | null
  readonly coordinateSorted?: boolean
  readonly programs?: readonly string[]
}

/** FLAG of the first read of a proper pair on the forward strand. */
export const FIRST_OF_PROPER_PAIR = 0x63
/** FLAG of its mate. */
export const SECOND_OF_PROPER_PAIR = 0x93

/** One contig of 1,000 bp and a territory of 900, unless said otherwise. */
export function observe(sparse: SparseObservation = {}): Observation {
  const contigs = sparse.contigs ?? [{ name: 'contig', length: 1000 }]
  const { counts } = emptyPartial(Object.keys(countDefinitions) as CountId[], contigs.length)
  for (const [id, words] of Object.entries(sparse.counts ?? {})) {
    for (const [index, count] of words) counts[id as CountId]![index] = BigInt(count)
  }
  return {
    counts,
    contigs,
    territory: sparse.territory === null ? null : { bp: sparse.territory ?? 900 },
    coordinateSorted: sparse.coordinateSorted ?? true,
    programs: sparse.programs ?? [],
  }
}

/** A properly paired sample of two reads, the least that has coverage; `counts` are added to it. */
export function observePair(sparse: SparseObservation = {}): Observation {
  const flags: Sparse = [
    [FIRST_OF_PROPER_PAIR, 1],
    [SECOND_OF_PROPER_PAIR, 1],
  ]
  return observe({ ...sparse, counts: { flags, ...sparse.counts } })
}
