// The ladder of coverage: the share of positions that are at least so deep, as a figure with the profile's limits and as a table.
import { dot, lineY, text } from '@observablehq/plot'
import { formatC, type SavedDocument, showAgainst, showLimit } from '@genomsyn/standard'
import { colour, margins, quietAxes } from './drawing.ts'
import { figure } from './figure.ts'
import { recordedLimits } from '../recorded-limits.ts'
import type { RecordedLimit } from '../run-record.ts'
import type { JudgedSample } from './judged-sample.ts'
import type { Markup } from './markup.ts'
import { type Bin, quantileOf, shareFrom } from './saved-histogram.ts'
import { limitText, metricText } from './shown-metric.ts'
import { table } from './table.ts'

const RUNG = /^pct_autosomes_(\d+)x$/
const SHOWN_FRACTION = 0.995

interface Rung {
  readonly depth: number
  readonly metric: string
  readonly percent: number | null
  readonly limits: readonly RecordedLimit[]
}

export function ladderFigure(judged: JudgedSample, document: SavedDocument, bins: readonly Bin[]): Markup {
  const rungs = rungsOf(judged, document)
  const limited = rungs.filter(({ limits }) => limits.length > 0)
  const last = Math.max(quantileOf(bins, SHOWN_FRACTION), ...limited.map(({ depth }) => depth + 5), 10)
  const shown = rungs.filter(({ depth, percent }) => depth <= last && percent !== null)
  const curve = Array.from({ length: last + 1 }, (_, depth) => ({ depth, percent: shareFrom(bins, depth) }))
  const named = limited.length > 0 ? limited : shown.filter(({ depth }) => depth === 15)
  return figure({
    title: 'How many positions are at least so deep',
    says: `Ladder of coverage. ${shown.map(({ depth, percent }) => `${formatC(percent!, 2)} % at ${depth}x`).join(', ')}. ${limitWords(limited)}`,
    plot: {
      ...margins,
      x: { domain: [0, last], label: 'depth of at least' },
      y: { domain: [0, 100], label: '% of positions' },
      marks: [
        ...quietAxes(),
        lineY(curve, { x: 'depth', y: 'percent', stroke: colour.accent, strokeWidth: 1.75 }),
        dot(shown, { x: 'depth', y: 'percent', fill: colour.accent, r: 3 }),
        ...named.flatMap((rung) => namedRung(rung, last)),
      ],
    },
    note: limited.length === 0 ? undefined : limitWords(limited),
  })
}

/** Fourteen numbers in a row, the limits below. */
export function ladderTable(judged: JudgedSample, document: SavedDocument): Markup {
  const rungs = rungsOf(judged, document)
  const rows = [
    { name: '% of positions', cell: ({ metric, percent, limits }: Rung) => percentText(metric, percent, limits) },
    ...(rungs.some(({ limits }) => limits.length > 0)
      ? [{ name: 'limit', cell: ({ limits }: Rung) => limits.map((rule) => limitSign(rule)).join(', ') }]
      : []),
  ]
  return table({
    caption: 'Percentage of positions that are at least so deep',
    rows,
    style: 'tight',
    columns: [
      { heading: 'at least', cell: ({ name }) => name },
      ...rungs.map((rung) => ({
        heading: `${rung.depth}x`,
        kind: 'number' as const,
        cell: ({ cell }: (typeof rows)[number]) => cell(rung),
      })),
    ],
  })
}

function percentText(metric: string, percent: number | null, limits: Rung['limits']): string {
  return percent === null ? '–' : showAgainst(percent, limits[0]?.limit ?? null, metric)
}

const signs: Readonly<Record<string, string>> = { at_least: '≥', more_than: '>', at_most: '≤', less_than: '<' }

function limitSign({ comparison, limit }: RecordedLimit): string {
  return `${signs[comparison]!} ${showLimit(limit)}`
}

function rungsOf({ verdict }: JudgedSample, { metrics }: SavedDocument): Rung[] {
  const limits = recordedLimits(verdict?.rules ?? [])
  const rungs = Object.entries(metrics).flatMap(([metric, percent]) => {
    const depth = RUNG.exec(metric)?.[1]
    return depth === undefined
      ? []
      : [{ depth: Number(depth), metric, percent, limits: limits.filter((rule) => rule.metric === metric) }]
  })
  return rungs.toSorted((a, b) => a.depth - b.depth)
}

/** A rung with its percentage, and its limit as a short line. */
function namedRung({ depth, metric, percent, limits }: Rung, last: number): ReturnType<typeof dot>[] {
  const label = `${metricText(metric, percent, limits[0]?.limit)} at ${depth}x`
  // Below the curve there is nothing to the left.
  const side = depth > last / 4 ? { textAnchor: 'end' as const, dx: -8, dy: 20 } : { textAnchor: 'start' as const, dx: 4, dy: 24 }
  const reach = last / 40
  const halo = { stroke: colour.paper, strokeWidth: 4, fontWeight: 600 }
  return [
    ...limits.map(({ limit }) =>
      lineY([depth - reach, depth + reach], {
        x: [depth - reach, depth + reach],
        y: [limit, limit],
        stroke: colour.limit,
        strokeWidth: 2.5,
      }),
    ),
    dot([percent], { x: [depth], y: [percent], fill: colour.ink, r: 4 }),
    text([label], { x: [depth], y: [percent], fill: colour.ink, ...side, ...halo }),
  ] as ReturnType<typeof dot>[]
}

function limitWords(limited: readonly Rung[]): string {
  const words = limited.flatMap(({ depth, metric, limits }) =>
    limits.map(({ comparison, limit }) => `${limitText(metric, comparison, limit)} at ${depth}x`),
  )
  return words.length === 0 ? '' : `The profile asks for ${words.join(', ')}.`
}
