// The counts of a file without some of its read groups, as measuring such a file would give them. Most counts add, so the others' add up to
// them. Depth does not: it was measured without each read group in the same pass, and cannot be had without several.
import { type CountId, type Counts, emptyCounts } from '@genomsyn/partial'
import type { ReasonCode } from '../absence.ts'
import { basesWord } from '../exclusions.ts'
import { occurring } from '../occurring.ts'

/** Words of `depth-without` behind the histogram. */
const CAPPED = 251
const MET_BASES = 252
const MET_PAIRS = 253

export interface LeftOut {
  readonly counts: Counts
  /** Why counts cannot be had. */
  readonly withheld: Readonly<Partial<Record<CountId, ReasonCode>>>
}

/** @param removed rows of read groups, of which there is one at least; @param kept all other rows, that of no read group included */
export function leaveOut(removed: readonly Counts[], kept: readonly Counts[], contigCount: number): LeftOut {
  const counts = { ...sumOf(kept, contigCount) }
  delete counts['depth-without']
  const withheld = withheldBy(removed)
  const without = removed[0]?.['depth-without']
  if (without !== undefined) {
    counts['wgs-depth'] = without.slice(0, CAPPED)
    if (counts['wgs-exclusions'] !== undefined) counts['wgs-exclusions'][basesWord.capped] = without[CAPPED]!
  }
  for (const id of Object.keys(withheld) as CountId[]) delete counts[id]
  return { counts, withheld }
}

/** Of two reads of one name in two read groups, one may not count because of the other: nothing tells what it would be by itself. */
function withheldBy(removed: readonly Counts[]): LeftOut['withheld'] {
  const met = (word: number): boolean => removed.some((row) => (row['depth-without']?.[word] ?? 0n) > 0n)
  const reason: ReasonCode | null = met(MET_BASES)
    ? 'names_span_read_groups'
    : removed.length > 1
      ? 'several_read_groups_left_out'
      : null
  return {
    ...(reason === null ? {} : { 'wgs-depth': reason, 'wgs-exclusions': reason }),
    ...(met(MET_PAIRS) ? { 'contig-depth': 'names_span_read_groups' } : {}),
  }
}

/** Zeros are nearly all there is; only what occurs is added. */
function sumOf(
  rows: readonly Counts[],
  contigCount: number,
): Record<string, BigUint64Array> & { [Id in CountId]?: BigUint64Array } {
  const ids = Object.keys(rows[0] ?? {}) as CountId[]
  const sums = emptyCounts(ids, contigCount) as Record<string, BigUint64Array>
  for (const row of rows) {
    for (const id of ids) for (const [index, word] of occurring(row[id]!)) sums[id]![index] = sums[id]![index]! + word
  }
  return sums
}
