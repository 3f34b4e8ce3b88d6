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
  const counts = Object.fromEntries(ids.map((id) => [id, new BigUint64Array(countLength(id, contigCount))]))
  return { contract: FINGERPRINT, contigCount, counts }
}
