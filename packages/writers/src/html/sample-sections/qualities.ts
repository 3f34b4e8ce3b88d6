// Qualities of bases as the instrument gave them, and of alignments as the aligner did.
import { rectY } from '@observablehq/plot'
import { type SavedDocument } from '@genomsyn/standard'
import { colour, margins, namedLines, quietAxes } from '../drawing.ts'
import { figure } from '../figure.ts'
import { type JudgedSample, limitsOn, type SampleSection } from '../judged-sample.ts'
import { html, type Markup } from '../markup.ts'
import { type Bin, histogramOf, shareFrom, totalOf } from '../saved-histogram.ts'
import { limitText, metricText, unmeasured } from '../shown-metric.ts'

export const qualities: SampleSection = {
  id: 'qualities',
  title: 'Qualities',
  place: 50,
  content: (judged) => (judged.document === null ? null : qualitiesOf(judged, judged.document)),
}

function qualitiesOf(judged: JudgedSample, document: SavedDocument): Markup {
  return html`<div class="figures">${baseQualities(judged, document)} ${mappingQualities(document)}</div>`
}

function baseQualities(judged: JudgedSample, document: SavedDocument): Markup {
  const bins = histogramOf(document, 'base_quality')
  if (bins === null) return unmeasured('No base qualities')
  const [q20, q30] = ['pct_bases_q20', 'pct_bases_q30'].map((metric) => metricText(metric, document.metrics[metric] ?? null))
  const limits = limitsOn(judged, 'pct_bases_q30').map(({ metric, comparison, limit }) => limitText(metric, comparison, limit))
  const shares = `${q20!} of the bases have quality 20 or more, ${q30!} quality 30 or more`
  return barsFigure({
    title: 'Qualities of bases',
    says: `${shares}${limits.length === 0 ? '' : `; the profile asks for ${limits.join(', ')} of quality 30`}.`,
    bins,
    x: 'base quality (Phred)',
    of: 'bases',
    last: Math.max(42, bins.at(-1)![0]),
    line: { x: 29.5, label: `Q30 and more: ${q30!}`, kind: 'value' },
  })
}

function mappingQualities(document: SavedDocument): Markup {
  const bins = histogramOf(document, 'mapping_quality')
  if (bins === null) return unmeasured('No mapping qualities')
  const share = `${shareFrom(bins, 20).toFixed(2)} %`
  return barsFigure({
    title: 'Qualities of alignments',
    says: `${share} of the mapped reads have mapping quality 20 or more.`,
    bins,
    x: 'mapping quality (MAPQ)',
    of: 'mapped reads',
    last: Math.max(60, bins.at(-1)![0]),
    line: { x: 19.5, label: `MAPQ 20 and more: ${share}`, kind: 'value' },
  })
}

interface Bars {
  readonly title: string
  readonly says: string
  readonly bins: readonly Bin[]
  readonly x: string
  readonly of: string
  readonly last: number
  readonly line: Parameters<typeof namedLines>[0][number]
}

function barsFigure({ title, says, bins, x, of, last, line }: Bars): Markup {
  const total = totalOf(bins)
  const bars = bins.map(([value, count]) => ({ from: value - 0.4, to: value + 0.4, share: (100 * count) / total }))
  const domain: [number, number] = [-1, last + 1]
  return figure({
    title,
    says,
    plot: {
      ...margins,
      x: { domain, label: x },
      y: { domain: [0, Math.max(...bars.map(({ share }) => share)) * 1.04], label: `% of ${of}` },
      marks: [
        ...quietAxes(),
        rectY(bars, { x1: 'from', x2: 'to', y: 'share', fill: colour.accent, fillOpacity: 0.85 }),
        ...namedLines([line], domain),
      ],
    },
    note: says,
  })
}
