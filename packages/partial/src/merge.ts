// Merging is addition: counts add, zeros are the identity, the order does not matter.
import type { CountId } from './counts.ts'
import { type PartialResult, emptyPartial } from './partial.ts'

/**
 * The sum of partials of one plan.
 * @throws Error when they were counted under another contract, over other contigs, or hold other counts
 */
export function mergePartials(partials: readonly PartialResult[]): PartialResult {
  const [first] = partials
  if (first === undefined) throw new Error('nothing to merge')
  const sum = emptyPartial(Object.keys(first.counts) as CountId[], first.contigCount)
  const total = { ...sum, contract: first.contract }
  for (const partial of partials) addPartial(total, partial)
  return total
}

/**
 * Adds a partial to `sum`, in place.
 * @throws Error as `mergePartials`
 */
export function addPartial(sum: PartialResult, partial: PartialResult): void {
  requireSameShape(sum, partial)
  for (const id of Object.keys(sum.counts) as CountId[]) addInto(sum.counts[id]!, partial.counts[id]!)
  if (partial.basesMissing) sum.basesMissing = true
}

function requireSameShape(first: PartialResult, other: PartialResult): void {
  const sameCounts = Object.keys(first.counts).toSorted().join() === Object.keys(other.counts).toSorted().join()
  if (other.contract !== first.contract) throw new Error('partials were counted by different versions of the kernel')
  if (other.contigCount !== first.contigCount || !sameCounts) throw new Error('partials belong to different plans')
}

/** Wraps modulo 2^64, which digests rely on. Nearly all words are 0, which two halves tell faster than one BigInt. */
function addInto(sum: BigUint64Array, addend: BigUint64Array): void {
  const halves = new Uint32Array(addend.buffer, addend.byteOffset, 2 * addend.length)
  for (let i = 0; i < sum.length; i++) {
    if ((halves[2 * i]! | halves[2 * i + 1]!) !== 0) sum[i] = sum[i]! + addend[i]!
  }
}
