// The tables of qualities by cycle of samtools stats: for which files they can be compared, and sums over them.
import { flags } from '@genomsyn/simulate'
import { type Counted, sumWhere } from './measured.ts'

/**
 * samtools does not know OQ, takes qualities that are absent for 255, and has no table for reads that are both or neither of first
 * and last.
 */
export function countedOtherwise({ counts }: Counted): boolean {
  const { PAIRED, READ1, READ2, SECONDARY, SUPPLEMENTARY } = flags
  const [, original, absent] = counts['quality-source']
  const inNeitherTable = sumWhere(counts.flags, (flag) => {
    const order = flag & (READ1 | READ2)
    return !(flag & (SECONDARY | SUPPLEMENTARY)) && !!(flag & PAIRED) && (order === 0 || order === (READ1 | READ2))
  })
  return original! > 0n || absent! > 0n || inNeitherTable > 0
}

export function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0)
}
