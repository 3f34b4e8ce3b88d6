// One metric of all samples of a run: a row for each while they fit, else a rank for each; limits as lines where they hold.
import { axisX, axisY, dot, gridX, gridY, type Markish, ruleX, ruleY, text, tickX, tickY } from '@observablehq/plot'
import { type SampleRecord, stateOf } from '../run-record.ts'
import { colour } from './drawing.ts'
import { type Figure, figure, HEIGHT } from './figure.ts'
import type { Markup } from './markup.ts'
import { limitText, metricText, titleOf } from './shown-metric.ts'
import { type ShownState, stateOrder, symbolOf, toneOf } from './verdict-tag.ts'

/** So many samples have a row each. */
const MOST_ROWS = 40
const ROW_HEIGHT = 24
/** Letters of a name that a row has room for, and the width of one. */
const MOST_LETTERS = 22
const LETTER = 7.2
/** Of many samples, so many that break the limit are named. */
const MOST_NAMES = 8

interface Point {
  readonly sample: string
  readonly state: ShownState
  readonly value: number
  readonly limit: number | null
  readonly kept: boolean
}

const halo = { stroke: colour.paper, strokeWidth: 4 } as const
const numbers = { tickSize: 0, fill: colour.muted, label: null } as const
const faint = { stroke: colour.ink, strokeOpacity: 0.09 } as const
const limitStroke = { stroke: colour.limit, strokeWidth: 1.5, strokeDasharray: '5 3' } as const

export function overviewFigure(samples: readonly SampleRecord[], metric: string): Markup {
  const points = samples.flatMap((sample) => pointOf(sample, metric))
  const says = wordsOf(points, samples, metric)
  const plot = samples.length <= MOST_ROWS ? rowsOf(points, metric) : ranksOf(points, metric)
  return figure({ title: titleOf(metric), says, plot, note: says })
}

function pointOf(record: SampleRecord, metric: string): Point[] {
  const value = record.metrics[metric]
  if (typeof value !== 'number') return []
  const limits = (record.verdict?.limits ?? []).filter((rule) => rule.metric === metric)
  const decisive = limits.find(({ kept }) => !kept) ?? limits[0]
  const { limit = null, kept = true } = decisive ?? {}
  return [{ sample: record.sample, state: stateOf(record) ?? 'MISSING', value, limit, kept }]
}

/** A row per sample, in the order of the sheet; its value stands at the end of the row. */
function rowsOf(points: readonly Point[], metric: string): Figure['plot'] {
  const letters = Math.min(MOST_LETTERS, Math.max(...points.map(({ sample }) => sample.length)))
  return {
    height: 58 + ROW_HEIGHT * points.length,
    marginLeft: 20 + LETTER * letters,
    marginRight: 70,
    marginTop: 24,
    marginBottom: 28,
    x: { domain: domainOf(points, metric), clamp: true },
    y: { domain: points.map(({ sample }) => sample), label: null, padding: 0.3 },
    marks: [
      gridX(faint),
      axisX({ ...numbers, tickSpacing: 70, tickFormat: unitOf(metric) }),
      axisY({ tickSize: 0, fill: colour.ink, tickFormat: shortened }),
      ...limitsOf(points, metric, 'x'),
      ...dots(points, { x: 'value', y: 'sample' }, 5),
      text(points, {
        frameAnchor: 'right',
        y: 'sample',
        text: ({ value, limit }: Point) => metricText(metric, value, limit),
        textAnchor: 'end',
        dx: 68,
        fill: ({ kept }: Point) => (kept ? colour.ink : colour.limit),
        fontWeight: ({ kept }: Point) => (kept ? 400 : 650),
      } as object),
    ],
  }
}

/** From the lowest to the highest. */
function ranksOf(points: readonly Point[], metric: string): Figure['plot'] {
  const ranked = points.toSorted((a, b) => a.value - b.value).map((point, i) => ({ ...point, rank: i + 1 }))
  const named = ranked.filter(({ kept }) => !kept).slice(0, MOST_NAMES)
  return {
    height: HEIGHT,
    marginLeft: 44,
    marginRight: 18,
    marginTop: 20,
    marginBottom: 38,
    x: { domain: [0, ranked.length + 1] },
    y: { domain: domainOf(points, metric), clamp: true },
    marks: [
      gridY({ ...faint, ticks: 5 }),
      axisX({
        ...numbers,
        label: 'samples, from the lowest to the highest',
        labelArrow: 'none',
        labelAnchor: 'center',
        tickSpacing: 70,
      }),
      axisY({ ...numbers, ticks: 5, tickFormat: unitOf(metric) }),
      ...limitsOf(ranked, metric, 'y'),
      ...dots(ranked, { x: 'rank', y: 'value' }, 2.5),
      text(named, { x: 'rank', y: 'value', text: 'sample', textAnchor: 'start', dx: 8, fill: colour.ink, ...halo }),
    ],
  }
}

/** One line through the frame where all samples have the same limit, else a short one for each. */
function limitsOf(points: readonly (Point & { readonly rank?: number })[], metric: string, axis: 'x' | 'y'): Markish[] {
  const limited = points.filter(({ limit }) => limit !== null)
  const [limit, ...others] = new Set(limited.map((point) => point.limit!))
  if (limit === undefined) return []
  const short = { stroke: colour.limit, strokeWidth: 2 }
  if (others.length > 0)
    return [
      axis === 'x' ? tickX(limited, { x: 'limit', y: 'sample', ...short }) : tickY(limited, { x: 'rank', y: 'limit', ...short }),
    ]
  const name = { fill: colour.limit, fontWeight: 600, ...halo }
  const label = [`limit ${unitOf(metric)(limit)}`]
  return axis === 'x'
    ? [ruleX([limit], limitStroke), text(label, { x: [limit], frameAnchor: 'top', dy: -10, ...name })]
    : [ruleY([limit], limitStroke), text(label, { y: [limit], frameAnchor: 'right', textAnchor: 'end', dy: 10, ...name })]
}

/** One mark per state, so that shape and colour are told once. */
function dots(points: readonly Point[], at: { x: string; y: string }, r: number): Markish[] {
  const present = stateOrder.filter((state) => points.some((point) => point.state === state))
  return present.toReversed().map((state) =>
    dot(
      points.filter((point) => point.state === state),
      { ...at, r, symbol: symbolOf[state] as 'circle', fill: `var(--${toneOf[state]})`, stroke: colour.paper, strokeWidth: 1 },
    ),
  )
}

/** From zero for depth; for percentages from below the lowest value and limit. */
function domainOf(points: readonly Point[], metric: string): [number, number] {
  const values = points.flatMap(({ value, limit }) => (limit === null ? [value] : [value, limit]))
  if (!metric.startsWith('pct_')) return [0, Math.max(...values) * 1.08]
  return [Math.max(0, Math.floor((Math.min(...values) - 2) / 5) * 5), 100]
}

function unitOf(metric: string): (value: number) => string {
  return metric.startsWith('pct_') ? (value) => `${value} %` : (value) => `${value}x`
}

function shortened(name: string): string {
  return name.length > MOST_LETTERS ? `${name.slice(0, MOST_LETTERS - 1)}…` : name
}

function wordsOf(points: readonly Point[], samples: readonly SampleRecord[], metric: string): string {
  const sorted = points.toSorted((a, b) => a.value - b.value)
  const text = (point: Point | undefined): string => metricText(metric, point?.value ?? null, point?.limit)
  const missing = samples.length - points.length
  return [
    `From ${text(sorted[0])} to ${text(sorted.at(-1))}, median ${text(sorted[Math.floor((sorted.length - 1) / 2)])}.`,
    ...limitWords(points, samples, metric),
    ...(missing === 0 ? [] : [`${missing} without a value.`]),
  ].join(' ')
}

function limitWords(points: readonly Point[], samples: readonly SampleRecord[], metric: string): string[] {
  const limits = samples.flatMap(({ verdict }) => verdict?.limits ?? []).filter((rule) => rule.metric === metric)
  const asked = [...new Set(limits.map(({ comparison, limit }) => limitText(metric, comparison, limit)))]
  if (asked.length === 0) return []
  const broken = points.filter(({ kept }) => !kept).length
  const limited = points.filter(({ limit }) => limit !== null).length
  const kept = broken === 0 ? `all ${limited} keep it` : `${broken} of ${limited} ${broken === 1 ? 'does' : 'do'} not keep it`
  return [`Asked for: ${asked.join(' or ')}; ${kept}.`]
}
