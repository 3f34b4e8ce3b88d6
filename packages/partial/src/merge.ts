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
  const ids = Object.keys(first.counts) as CountId[]
  const sum = emptyPartial(ids, first.contigCount)
  for (const partial of partials) {
    requireSameShape(first, partial)
    for (const id of ids) addInto(sum.counts[id]!, partial.counts[id]!)
  }
  return { ...sum, contract: first.contract }
}

function requireSameShape(first: PartialResult, other: PartialResult): void {
  const sameCounts = Object.keys(first.counts).toSorted().join() === Object.keys(other.counts).toSorted().join()
  if (other.contract !== first.contract) throw new Error('partials were counted by different versions of the kernel')
  if (other.contigCount !== first.contigCount || !sameCounts) throw new Error('partials belong to different plans')
}

/** Wraps modulo 2^64, which digests rely on. */
function addInto(sum: BigUint64Array, addend: BigUint64Array): void {
  for (let i = 0; i < sum.length; i++) {
    const word = addend[i]!
    if (word !== 0n) sum[i] = sum[i]! + word
  }
}
