// The few numbers that people ask for first, each with its limit; those that break it are marked in words too.
import { recordedLimits } from '../recorded-limits.ts'
import { type JudgedSample, limitsOn } from './judged-sample.ts'
import { html, type Markup } from './markup.ts'
import { limitText, metricText, titleOf } from './shown-metric.ts'

const usual = [
  'mean_autosome_coverage',
  'pct_autosomes_15x',
  'pct_reads_duplicate',
  'pct_bases_q30',
  'pct_reads_mapped',
  'mean_insert_size',
]

/** Limited metrics are shown as well when they are not among the usual ones. */
export function keyNumbers(judged: JudgedSample): Markup | null {
  const { document, verdict } = judged
  if (document === null) return null
  const metrics = [...new Set([...usual, ...recordedLimits(verdict?.rules ?? []).map(({ metric }) => metric)])]
  return html`<dl class="numbers">${metrics.map((metric) => tile(judged, metric, document.metrics[metric] ?? null))}</dl>`
}

function tile(judged: JudgedSample, metric: string, value: number | null): Markup {
  const limits = limitsOn(judged, metric)
  const broken = limits.find(({ kept }) => !kept)
  const limit = broken ?? limits[0]
  const words = limit === undefined ? '' : limitText(metric, limit.comparison, limit.limit)
  return html`<div${broken === undefined ? null : html` class="broken"`}><dt>${titleOf(metric)}</dt><dd><span class="value">${metricText(metric, value, limit?.limit)}</span>${
    limit === undefined ? null : html`<span class="against">${broken === undefined ? '✓' : '✗ not'} ${words}</span>`
  }</dd></div>
`
}
