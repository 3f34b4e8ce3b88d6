// `multiqc/genomsyn_general_stats_mqc.json`: verdict and main metrics for MultiQC's general statistics, unrounded, by their ids.
import { type MetricDefinition, metricDefinitions, type MetricId } from '@genomsyn/standard'
import { multiqcText, type MultiqcColumn, verdictText } from '../multiqc.ts'
import type { RunWriter } from '../run-writer.ts'

const shown: readonly MetricId[] = [
  'mean_autosome_coverage',
  'pct_autosomes_15x',
  'mad_autosome_coverage',
  'yield_bp_q30',
  'pct_reads_mapped',
  'pct_reads_properly_paired',
  'mean_insert_size',
  'insert_size_std_deviation',
  'pct_reads_duplicate',
]

const metrics = shown.map((id) => metricDefinitions.find((metric) => metric.id === id)!)

export const multiqcGeneralStats: RunWriter = {
  id: 'multiqc-general-stats',
  path: 'multiqc/genomsyn_general_stats_mqc.json',
  write: (run) =>
    multiqcText(run, {
      id: 'genomsyn',
      plotType: 'generalstats',
      name: 'Genomsyn',
      columns: {
        verdict: { title: 'Verdict', description: `by profile ${run.profile.name} ${run.profile.version}`, scale: false },
        ...Object.fromEntries(metrics.map((metric) => [metric.id, columnOf(metric)])),
      },
      row: (record) => ({
        verdict: verdictText(record),
        ...Object.fromEntries(shown.map((id) => [id, record.metrics[id] ?? null])),
      }),
    }),
}

function columnOf({ name, unit, decimals }: MetricDefinition): MultiqcColumn {
  const percentage = unit === '%' ? { min: 0, max: 100 } : {}
  return { title: name, description: `${name}, ${unit}`, format: `{:,.${decimals}f}`, suffix: ` ${unit}`, ...percentage }
}
