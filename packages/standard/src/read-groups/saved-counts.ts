// Counts as a document keeps them: runs of words that are next to each other, all in one list of integers. Signed, since a sum of depths
// may be below 0 where mosdepth's own correction errs, and so that JSON's numbers hold every word exactly.
import { type CountId, type Counts, countDefinitions, countLength } from '@genomsyn/partial'
import type { Json, JsonObject } from '../json-text.ts'
import { occurring } from '../occurring.ts'
import { isRecord, list, record } from '../verdict/saved-document.ts'

/** Per count: index of the first word of a run, number of its words, the words; then the next run. */
export function formatCounts(counts: Counts): JsonObject {
  const ids = (Object.keys(counts) as CountId[]).toSorted()
  return Object.fromEntries(ids.map((id) => [id, runsOf(counts[id]!)]))
}

/**
 * One count of a read group of a saved document, as the kernel had it.
 * @param group an element of `read_groups.groups`
 * @returns null when it was not measured, or is no count that this version knows
 */
export function savedCounts(group: unknown, id: CountId, contigCount: number): BigUint64Array | null {
  const runs = record(record(group)['counts'])[id]
  return Array.isArray(runs) ? wordsOf(runs, countLength(id, contigCount)) : null
}

/** All of them. */
export function allSavedCounts(group: unknown, contigCount: number): Counts {
  const { counts } = record(group)
  const ids = Object.keys(isRecord(counts) ? counts : {}).filter((id) => Object.hasOwn(countDefinitions, id)) as CountId[]
  return Object.fromEntries(ids.map((id) => [id, savedCounts(group, id, contigCount)!]))
}

function runsOf(words: BigUint64Array): Json[] {
  const runs: bigint[][] = []
  let next = -1
  for (const [index, word] of occurring(words)) {
    if (index !== next) runs.push([BigInt(index), 0n])
    const run = runs.at(-1)!
    run.push(BigInt.asIntN(64, word))
    run[1]!++
    next = index + 1
  }
  return runs.flat()
}

function wordsOf(runs: readonly unknown[], length: number): BigUint64Array {
  const words = new BigUint64Array(length)
  const numbers = list(runs).map((value) => (Number.isSafeInteger(value) ? Number(value) : 0))
  for (let at = 0; at + 1 < numbers.length; at += 2 + Math.max(0, numbers[at + 1]!)) {
    const run = numbers.slice(at + 2, at + 2 + Math.max(0, numbers[at + 1]!))
    run.forEach((word, i) => {
      if (numbers[at]! + i < length) words[numbers[at]! + i] = BigInt.asUintN(64, BigInt(word))
    })
  }
  return words
}
