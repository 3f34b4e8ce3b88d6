// Merging is addition: counts add, zeros are the identity, the order does not matter.
import type { CountId } from './counts.ts'
import { type Counts, emptyCounts, emptyPartial, type PartialResult } from './partial.ts'

/**
 * The sum of partials of one plan.
 * @throws Error when they were counted under another contract, over other contigs, or hold other counts
 */
export function mergePartials(partials: readonly PartialResult[]): PartialResult {
  const [first] = partials
  if (first === undefined) throw new Error('nothing to merge')
  const sum = emptyPartial(idsOf(first.counts), first.contigCount)
  const rows = first.readGroups?.map((row) => emptyCounts(idsOf(row), first.contigCount))
  const total = { ...sum, contract: first.contract, ...(rows && { readGroups: rows }) }
  for (const partial of partials) addPartial(total, partial)
  return total
}

/**
 * Adds a partial to `sum`, in place.
 * @throws Error as `mergePartials`
 */
export function addPartial(sum: PartialResult, partial: PartialResult): void {
  requireSameShape(sum, partial)
  addCounts(sum.counts, partial.counts)
  sum.readGroups?.forEach((row, i) => addCounts(row, partial.readGroups![i]!))
  if (partial.basesMissing) sum.basesMissing = true
}

function addCounts(sum: Counts, counts: Counts): void {
  for (const id of idsOf(sum)) addInto(sum[id]!, counts[id]!)
}

function idsOf(counts: Counts): CountId[] {
  return Object.keys(counts) as CountId[]
}

function requireSameShape(first: PartialResult, other: PartialResult): void {
  const sameCounts = shapeOf(first) === shapeOf(other)
  if (other.contract !== first.contract) throw new Error('partials were counted by different versions of the kernel')
  if (other.contigCount !== first.contigCount || !sameCounts) throw new Error('partials belong to different plans')
}

/** Which counts there are, of all records and of each read group. */
function shapeOf({ counts, readGroups = [] }: PartialResult): string {
  return [counts, ...readGroups].map((each) => idsOf(each).toSorted().join()).join(';')
}

/** Wraps modulo 2^64, which digests rely on. Nearly all words are 0, which two halves tell faster than one BigInt. */
function addInto(sum: BigUint64Array, addend: BigUint64Array): void {
  const halves = new Uint32Array(addend.buffer, addend.byteOffset, 2 * addend.length)
  for (let i = 0; i < sum.length; i++) {
    if ((halves[2 * i]! | halves[2 * i + 1]!) !== 0) sum[i] = sum[i]! + addend[i]!
  }
}
