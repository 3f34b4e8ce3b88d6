// Sizes of inserts: the distribution over pairs, with its mean as samtools takes it.
import { type SavedDocument } from '@genomsyn/standard'
import { distributionFigure } from '../distribution.ts'
import type { NamedLine } from '../drawing.ts'
import { type JudgedSample, limitsOn, type SampleSection } from '../judged-sample.ts'
import { html, type Markup } from '../markup.ts'
import { histogramOf, quantileOf } from '../saved-histogram.ts'
import { absenceOf, limitText, metricText, titleOf, unmeasured } from '../shown-metric.ts'
import { table } from '../table.ts'

const MEAN = 'mean_insert_size'
const SHOWN_FRACTION = 0.995
/** Pairs that span more are few, and of contigs that were joined wrongly. */
const MEDIANS = 3

export const insertSize: SampleSection = {
  id: 'insert-size',
  title: 'Insert size',
  place: 40,
  content: (judged) => (judged.document === null ? null : insertSizeOf(judged, judged.document)),
}

function insertSizeOf(judged: JudgedSample, document: SavedDocument): Markup {
  const bins = histogramOf(document, 'insert_size')
  if (bins === null) return unmeasured('No insert sizes', absenceOf(document, MEAN))
  const mean = document.metrics[MEAN] ?? null
  const lines: NamedLine[] = [
    ...(mean === null ? [] : [{ x: mean, label: `mean ${metricText(MEAN, mean)}`, kind: 'value' as const }]),
    ...limitsOn(judged, MEAN).map(({ comparison, limit }) => ({
      x: limit,
      label: `limit: ${limitText(MEAN, comparison, limit)}`,
      kind: 'limit' as const,
    })),
  ]
  const [low, median, high] = [0.05, 0.5, 0.95].map((fraction) => quantileOf(bins, fraction)) as [number, number, number]
  const last = Math.min(quantileOf(bins, SHOWN_FRACTION), MEDIANS * median)
  const middle = `Nine tenths of the pairs lie between ${low} and ${high} bp, the median is ${median} bp.`
  const rows = [MEAN, 'insert_size_std_deviation', 'mean_read_length']
  return html`<div class="figures">
    ${distributionFigure({
      title: 'Insert sizes of pairs',
      says: `Distribution of insert sizes. ${middle} ${lines.map(({ label }) => label).join('; ')}.`,
      bins,
      x: 'insert size (bp)',
      unit: ' bp',
      of: 'pairs',
      shown: [0, Math.max(last, ...lines.map(({ x }) => Math.ceil(x * 1.1)), 10)],
      lines,
      note: middle,
    })}
    ${table({
      caption: 'Insert size and read length',
      captionShown: true,
      rows,
      columns: [
        { heading: 'Metric', cell: titleOf },
        { heading: 'value', kind: 'number', cell: (metric) => metricText(metric, document.metrics[metric] ?? null) },
      ],
    })}
  </div>`
}
