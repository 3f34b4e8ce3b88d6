// Coverage: how deep the positions of the territory are, and how many are at least so deep, against the limits of the profile.
import { type SavedDocument } from '@genomsyn/standard'
import { ladderFigure, ladderTable } from '../coverage-ladder.ts'
import { distributionFigure } from '../distribution.ts'
import type { NamedLine } from '../drawing.ts'
import { type JudgedSample, limitsOn, type SampleSection } from '../judged-sample.ts'
import { html, type Markup } from '../markup.ts'
import { type Bin, histogramOf, quantileOf } from '../saved-histogram.ts'
import { absenceOf, limitText, metricText, unmeasured } from '../shown-metric.ts'

const MEAN = 'mean_autosome_coverage'
/** The tail beyond is told in words. */
const SHOWN_FRACTION = 0.995

export const coverage: SampleSection = {
  id: 'coverage',
  title: 'Coverage',
  place: 20,
  content: (judged) => (judged.document === null ? null : coverageOf(judged, judged.document)),
}

function coverageOf(judged: JudgedSample, document: SavedDocument): Markup {
  const bins = histogramOf(document, 'autosome_depth')
  if (bins === null) return unmeasured('No coverage of the territory', absenceOf(document, MEAN))
  return html`<p>${territoryWords(document)}</p>
    <div class="figures">${depthFigure(judged, document, bins)} ${ladderFigure(judged, document, bins)}</div>
    ${ladderTable(judged, document)}`
}

function depthFigure(judged: JudgedSample, document: SavedDocument, bins: readonly Bin[]): Markup {
  const mean = document.metrics[MEAN] ?? null
  const limits = limitsOn(judged, MEAN)
  const lines: NamedLine[] = [
    ...(mean === null ? [] : [{ x: mean, label: `mean ${metricText(MEAN, mean, limits[0]?.limit)}`, kind: 'value' as const }]),
    ...limits.map(({ limit, comparison }) => ({
      x: limit,
      label: `limit: ${limitText(MEAN, comparison, limit)}`,
      kind: 'limit' as const,
    })),
  ]
  const [low, median, high] = [0.05, 0.5, 0.95].map((fraction) => quantileOf(bins, fraction)) as [number, number, number]
  const last = Math.max(quantileOf(bins, SHOWN_FRACTION), ...lines.map(({ x }) => Math.ceil(x * 1.1)), 10)
  const middle = `Nine tenths of the positions lie between ${low}x and ${high}x, the median is ${median}x.`
  return distributionFigure({
    title: 'How deep the positions are',
    says: `Distribution of depth. ${middle} ${lines.map(({ label }) => label).join('; ')}.`,
    bins,
    x: 'depth (reads over a position)',
    unit: 'x',
    of: 'positions',
    shown: [0, last],
    lines,
    note: middle,
  })
}

function territoryWords({ territory }: SavedDocument): string {
  if (territory === null) return ''
  const whole = String(territory.bp).replaceAll(/\B(?=(\d{3})+$)/g, ',')
  return `Over ${whole} positions of ${territory.name}; reads and bases that count are those of the definition, see below where the others went.`
}
