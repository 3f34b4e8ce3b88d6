// Lines over the cycles of the sequencer, each named at its end: the figure of qualities and of bases by cycle.
import { lineY, text } from '@observablehq/plot'
import { colour, margins, quietAxes } from './drawing.ts'
import { figure } from './figure.ts'
import type { Markup } from './markup.ts'

export interface CycleLine {
  readonly name: string
  readonly stroke: string
  /** By cycle from the first on; null where no base was read. */
  readonly values: readonly (number | null)[]
}

export interface CycleFigure {
  readonly title: string
  readonly says: string
  readonly y: string
  readonly domain: readonly [number, number]
  readonly lines: readonly CycleLine[]
}

/** A line of text, as part of the height of the frame. */
const NAME_HEIGHT = 0.075

export function cycleFigure({ title, says, y, domain, lines }: CycleFigure): Markup {
  const cycles = Math.max(...lines.map(({ values }) => values.length))
  const named = apart(lines.flatMap(endOf), (domain[1] - domain[0]) * NAME_HEIGHT)
  return figure({
    title,
    says,
    plot: {
      ...margins,
      marginTop: 26,
      marginRight: 18 + 7 * Math.max(...lines.map(({ name }) => name.length)),
      x: { domain: [1, Math.max(2, cycles)], label: 'cycle' },
      y: { domain: [...domain], label: y },
      marks: [
        ...quietAxes(),
        ...lines.map(({ values, stroke }) =>
          lineY(
            values.map((value, i) => ({ cycle: i + 1, value })),
            { x: 'cycle', y: 'value', stroke, strokeWidth: 1.75 },
          ),
        ),
        ...named.map(({ name, stroke, cycle, at }) =>
          text([name], {
            x: [cycle],
            y: [at],
            textAnchor: 'start',
            dx: 6,
            fill: stroke,
            fontWeight: 600,
            stroke: colour.paper,
            strokeWidth: 4,
          }),
        ),
      ],
    },
    note: says,
  })
}

interface End {
  readonly name: string
  readonly stroke: string
  readonly cycle: number
  readonly at: number
}

function endOf({ name, stroke, values }: CycleLine): End[] {
  const last = values.findLastIndex((value) => value !== null)
  return last === -1 ? [] : [{ name, stroke, cycle: last + 1, at: values[last]! }]
}

/** Names of lines that end at the same height, one above the other. */
function apart(ends: readonly End[], gap: number): End[] {
  const placed: End[] = []
  for (const end of ends.toSorted((a, b) => a.at - b.at)) {
    const below = placed.at(-1)
    placed.push(below === undefined || end.at - below.at >= gap ? end : { ...end, at: below.at + gap })
  }
  return placed
}
