// Where the aligned bases went before the mean was taken: a waterfall that adds up, and the same sample as others define its mean.
import { barX, ruleX, text } from '@observablehq/plot'
import { formatC, otherDefinitions, type SavedDocument, type Waterfall, waterfallOf, waterfallSentence } from '@genomsyn/standard'
import { axisX, axisY } from '@observablehq/plot'
import { colour } from '../drawing.ts'
import { figure, WIDTH } from '../figure.ts'
import type { SampleSection } from '../judged-sample.ts'
import { html, type Markup } from '../markup.ts'
import { unmeasured } from '../shown-metric.ts'
import { table } from '../table.ts'

const ROW_HEIGHT = 24
const HUNDREDTHS = 100

export const exclusions: SampleSection = {
  id: 'exclusions',
  title: 'Where the bases went',
  place: 30,
  content: ({ document }) => (document === null ? null : exclusionsOf(document)),
}

interface Bar {
  readonly label: string
  readonly from: number
  readonly to: number
  readonly bases: number
  /** Over the positions, in x: rounded so that what is shown adds up. */
  readonly depth: number
  readonly kind: 'whole' | 'lost'
}

function exclusionsOf(document: SavedDocument): Markup {
  const waterfall = waterfallOf(document, 'mean_autosome_coverage')
  if (typeof waterfall === 'string' || waterfall.positions === 0)
    return unmeasured(
      'No account of the bases',
      typeof waterfall === 'string' ? waterfall : 'there is no position to take a mean over',
    )
  const bars = barsOf(waterfall)
  return html`<p class="sum">${waterfallSentence(waterfall)}</p>
    <div class="figures">${waterfallFigure(waterfall, bars)} ${basesTable(waterfall, bars)}</div>
    ${definitionsTable(document)}`
}

/** Steps that took nothing are in the table only. */
function waterfallFigure({ positions }: Waterfall, bars: readonly Bar[]): Markup {
  const shown = bars.filter(({ kind, bases }) => kind === 'whole' || bases !== 0)
  const depths = shown.map((bar) => ({ ...bar, x1: bar.from / positions, x2: bar.to / positions }))
  const last = Math.max(...depths.flatMap(({ x1, x2 }) => [x1, x2]))
  const label = ({ kind, bases, depth }: Bar): string => `${kind === 'whole' ? '' : bases < 0 ? '+' : '−'}${formatC(depth, 2)}x`
  return figure({
    title: 'From all aligned bases to the mean coverage',
    says: `Waterfall. ${shown.map((bar) => `${bar.label} ${label(bar)}`).join(', ')}.`,
    plot: {
      height: 40 + ROW_HEIGHT * shown.length,
      marginLeft: 182,
      marginRight: 64,
      marginTop: 6,
      marginBottom: 34,
      x: { domain: [0, last], label: 'bases over positions (x)' },
      y: { domain: shown.map(({ label: name }) => name), padding: 0.32, label: null },
      marks: [
        axisX({ tickSize: 0, labelArrow: 'none', labelAnchor: 'center', fill: colour.muted, tickSpacing: 70 }),
        axisY({ tickSize: 0, fill: colour.ink }),
        barX(depths, {
          x1: 'x1',
          x2: 'x2',
          y: 'label',
          fill: ({ kind }: Bar) => (kind === 'whole' ? colour.accent : colour.muted),
          fillOpacity: 0.85,
        }),
        ruleX([0], { stroke: colour.ink, strokeOpacity: 0.35 }),
        text(depths, {
          x: ({ x1, x2 }: { x1: number; x2: number }) => Math.max(x1, x2),
          y: 'label',
          text: label,
          textAnchor: 'start',
          dx: 6,
          fill: colour.ink,
        }),
      ],
      width: WIDTH,
    },
  })
}

function barsOf({ start, startLabel, steps, kept, positions }: Waterfall): Bar[] {
  const rounded = (bases: number): number => Math.round((HUNDREDTHS * bases) / positions)
  const bar = (label: string, [from, to]: readonly [number, number], kind: Bar['kind']): Bar => {
    const depth = Math.abs(rounded(to) - rounded(from)) / HUNDREDTHS
    return { label, from, to, bases: kind === 'whole' ? to : from - to, depth, kind }
  }
  let left = start
  const lost = steps.map(({ label, bases }) => {
    left -= bases
    return bar(label, [left + bases, left], 'lost')
  })
  return [bar(startLabel, [0, start], 'whole'), ...lost, bar('counted', [0, kept], 'whole')]
}

function basesTable({ positions }: Waterfall, bars: readonly Bar[]): Markup {
  const sign = ({ kind, bases }: Bar): string => (kind === 'lost' && bases !== 0 ? (bases > 0 ? '−' : '+') : '')
  return table({
    caption: `Bases by what became of them, and over ${whole(positions)} positions`,
    captionShown: true,
    rows: bars,
    columns: [
      { heading: 'Bases', cell: ({ label }) => label },
      { heading: 'number', kind: 'number', cell: (bar) => `${sign(bar)}${whole(Math.abs(bar.bases))}` },
      { heading: 'over positions', kind: 'number', cell: (bar) => `${sign(bar)}${formatC(bar.depth, 2)}x` },
    ],
    rowAttributes: ({ kind }) => (kind === 'whole' ? html` class="total"` : null),
  })
}

function definitionsTable(document: SavedDocument): Markup {
  return html`<h3>The same sample as others define its mean depth</h3>
    ${table({
      caption: 'Mean depth by definition',
      rows: otherDefinitions(document),
      columns: [
        { heading: 'Definition', cell: ({ definition }) => definition, style: 'name' },
        { heading: 'Mean depth', kind: 'number', cell: ({ value }) => (value === null ? '–' : `${formatC(value, 2)}x`) },
        { heading: 'What it counts', cell: ({ words }) => words },
      ],
    })}`
}

function whole(bases: number): string {
  return String(bases).replaceAll(/\B(?=(\d{3})+$)/g, ',')
}
