// A partial: what kernels have counted so far. Counts only; how they were cut cannot be seen.
import { FINGERPRINT } from '@genomsyn/abi/version'
import { countDefinitions, type CountId } from './counts.ts'

/** One vector of unsigned 64-bit integers per count. */
export type Counts = Readonly<Optional<Record<CountId, BigUint64Array>>>
type Optional<T> = { [K in keyof T]?: T[K] }

export interface PartialResult {
  /** Fingerprint of the kernel contract that counted. */
  readonly contract: number
  readonly contigCount: number
  readonly counts: Counts
  /**
   * The counts that are kept by read group, where read groups are counted apart: first those of the records of no such group, then those
   * of each group of `Measurement.byReadGroup`. What adds adds up to `counts`.
   */
  readonly readGroups?: readonly Counts[]
  /** True when what needs bases was counted without some of them, since no reference was at hand. */
  basesMissing?: boolean
}

/** Words in a count's vector for a file of so many contigs. */
export function countLength(id: CountId, contigCount: number): number {
  const { length, perContig } = countDefinitions[id]
  return perContig ? length * contigCount : length
}

/** The identity of merging: zeros for each of the counts. */
export function emptyPartial(ids: readonly CountId[], contigCount: number): PartialResult {
  return { contract: FINGERPRINT, contigCount, counts: emptyCounts(ids, contigCount) }
}

export function emptyCounts(ids: readonly CountId[], contigCount: number): Counts {
  return Object.fromEntries(ids.map((id) => [id, new BigUint64Array(countLength(id, contigCount))]))
}

/** Those of the counts that are kept by read group. */
export function countsByReadGroup(ids: readonly CountId[]): CountId[] {
  return ids.filter((id) => countDefinitions[id].byReadGroup)
}
