// How figures look: the colours of the page, quiet axes, values and limits as named lines.
import { axisX, axisY, gridY, type Markish, ruleX, ruleY, text } from '@observablehq/plot'

/** Colours of report.css, in either scheme. */
export const colour = {
  accent: 'var(--accent)',
  ink: 'var(--ink)',
  muted: 'var(--muted)',
  limit: 'var(--limit)',
  paper: 'var(--paper)',
  series: ['var(--series-1)', 'var(--series-2)', 'var(--series-3)', 'var(--series-4)', 'var(--series-5)'],
} as const

/** A value of the sample, or a limit on it, on the axis of x. */
export interface NamedLine {
  readonly x: number
  readonly label: string
  readonly kind: 'value' | 'limit'
}

const LINE_OF_TEXT = 15
/** Names of lines that there is room for above the frame. */
const NAMES = 2

/** Room around a figure: above for the label of y and for names of lines, to the left for numbers. */
export const margins = { marginTop: 18 + LINE_OF_TEXT * NAMES, marginLeft: 44, marginRight: 18, marginBottom: 38 } as const
/** Part of the axis beyond which a name stands to the left of its line. */
const TURN = 0.62

/** Axes without ticks and with few numbers; the label of y stands above its axis. */
export function quietAxes(): Markish[] {
  return [
    gridY({ ticks: 5, stroke: colour.ink, strokeOpacity: 0.09 }),
    axisY({ tickSize: 0, labelArrow: 'none', ticks: 5, fill: colour.muted, labelOffset: 40 }),
    axisX({ tickSize: 0, labelArrow: 'none', labelAnchor: 'center', fill: colour.muted, tickSpacing: 60 }),
    ruleY([0], { stroke: colour.ink, strokeOpacity: 0.35 }),
  ]
}

/** Lines with their names, one below the other, from above the frame on. */
export function namedLines(lines: readonly NamedLine[], [first, last]: readonly [number, number]): Markish[] {
  const inside = lines.filter(({ x }) => x >= first && x <= last)
  return inside.toSorted((a, b) => a.x - b.x).flatMap((line, i) => namedLine(line, i, line.x < first + TURN * (last - first)))
}

function namedLine({ x, label, kind }: NamedLine, row: number, toTheRight: boolean): Markish[] {
  const stroke = kind === 'limit' ? colour.limit : colour.ink
  const side = toTheRight ? { textAnchor: 'start', dx: 5 } : { textAnchor: 'end', dx: -5 }
  return [
    ruleX([x], { stroke, strokeWidth: kind === 'limit' ? 1.5 : 1, ...(kind === 'limit' ? { strokeDasharray: '5 3' } : {}) }),
    text([label], {
      x: [x],
      frameAnchor: 'top',
      lineAnchor: 'top',
      dy: (row - NAMES) * LINE_OF_TEXT + 2,
      fill: stroke,
      fontWeight: 600,
      stroke: colour.paper,
      strokeWidth: 4,
      ...(side as { textAnchor: 'start' | 'end'; dx: number }),
    }),
  ]
}
