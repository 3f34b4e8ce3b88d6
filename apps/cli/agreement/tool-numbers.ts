// Numbers of samtools and mosdepth in the form of ours.
import { formatC } from '@genomsyn/standard'

/**
 * What the reference implementation of the standard makes of the summary numbers of `samtools stats`; null for want of reads or pairs.
 */
export function statsMetrics(numbers: Readonly<Record<string, string>>): Record<string, number | null> {
  const value = (label: string): number => Number(numbers[label])
  const percent = (label: string): number => Number(formatC((100 * value(label)) / value('sequences'), 2))
  const paired = value('reads paired') > 0
  const pairs = value('inward oriented pairs') + value('outward oriented pairs') + value('pairs with other orientation') > 0
  return {
    pct_reads_mapped: value('sequences') > 0 ? percent('reads mapped') : null,
    pct_reads_properly_paired: paired ? percent('reads properly paired') : null,
    mean_insert_size: pairs ? value('insert size average') : null,
    insert_size_std_deviation: pairs ? value('insert size standard deviation') : null,
  }
}

/**
 * The fraction of `length` positions of at least each depth, as mosdepth prints it: doubles added up from the deepest on, which decides
 * ties. Its last word holds all deeper positions, so it is the sum's first addend only.
 */
export function distributionOf(depths: BigUint64Array, length: number): Record<string, string> {
  const rows: [string, string][] = []
  let fraction = 0
  for (let depth = depths.length - 1; depth > 0; depth--) {
    fraction += Number(depths[depth]) / length
    rows.push([`${depth}x`, formatC(fraction, 2)])
  }
  return Object.fromEntries(rows)
}
