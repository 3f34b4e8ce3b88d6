// The columns of Picard CollectWgsMetrics from our values, as Picard prints them.
import { formatJava } from '@genomsyn/standard'

const DEPTHS = [1, 5, 10, 15, 20, 25, 30, 40, 50, 60, 70, 80, 90, 100]
const REASONS = ['ADAPTER', 'MAPQ', 'DUPE', 'UNPAIRED', 'BASEQ', 'OVERLAP', 'CAPPED', 'TOTAL']

/** Our metric by Picard's column, and what it is multiplied with. */
const columns: readonly (readonly [column: string, metric: string, factor: number])[] = [
  ['GENOME_TERRITORY', 'territory_bp', 1],
  ['MEAN_COVERAGE', 'mean_autosome_coverage', 1],
  ['SD_COVERAGE', 'sd_autosome_coverage', 1],
  ['MEDIAN_COVERAGE', 'median_autosome_coverage', 1],
  ['MAD_COVERAGE', 'mad_autosome_coverage', 1],
  ...REASONS.map((reason) => [`PCT_EXC_${reason}`, `pct_exc_${reason.toLowerCase()}`, 1] as const),
  ...DEPTHS.map((depth) => [`PCT_${depth}X`, `pct_autosomes_${depth}x`, 0.01] as const),
]

/** Text by column, of unrounded values by metric. */
export function picardColumns(values: Readonly<Record<string, unknown>>): Record<string, string> {
  const text = (metric: string, factor: number): string => formatJava(Number(values[metric]) * factor)
  return Object.fromEntries(columns.map(([column, metric, factor]) => [column, text(metric, factor)]))
}

/** The columns of a metrics file that are ours too, less those that match `leftOut`. */
export function ownColumns(printed: Readonly<Record<string, string>>, leftOut?: RegExp): Record<string, string> {
  const names = columns.map(([column]) => column).filter((column) => !leftOut?.test(column))
  return Object.fromEntries(names.map((column) => [column, printed[column]!]))
}
