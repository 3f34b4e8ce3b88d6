// The figure of a histogram: an area over the values, its main numbers and its limits as named lines.
import { areaY, lineY } from '@observablehq/plot'
import { colour, margins, type NamedLine, namedLines, quietAxes } from './drawing.ts'
import { figure } from './figure.ts'
import type { Markup } from './markup.ts'
import { type Bin, binned, totalOf } from './saved-histogram.ts'

export interface Distribution {
  readonly title: string
  readonly says: string
  readonly bins: readonly Bin[]
  /** What x counts, its unit after a number, and what y is a share of. */
  readonly x: string
  readonly unit: string
  readonly of: string
  /** First and last value that is shown. */
  readonly shown: readonly [number, number]
  readonly lines: readonly NamedLine[]
  readonly note?: string
}

/** Bins that half a page can show apart. */
const MOST_BINS = 260

export function distributionFigure({ title, says, bins, x, unit, of, shown, lines, note }: Distribution): Markup {
  const width = Math.ceil((shown[1] - shown[0] + 1) / MOST_BINS)
  const total = totalOf(bins)
  const drawn = binned(bins, shown, width).map(([value, count]) => ({
    value: value + (width - 1) / 2,
    share: (100 * count) / total,
  }))
  const y = `% of ${of}`
  return figure({
    title,
    says,
    plot: {
      ...margins,
      x: { domain: [...shown], label: x },
      y: { domain: [0, Math.max(...drawn.map(({ share }) => share)) * 1.04], label: y },
      marks: [
        ...quietAxes(),
        areaY(drawn, { x: 'value', y: 'share', fill: colour.accent, fillOpacity: 0.16 }),
        lineY(drawn, { x: 'value', y: 'share', stroke: colour.accent, strokeWidth: 1.75 }),
        ...namedLines(lines, shown),
      ],
    },
    zoom: { x, y, bins },
    note: [
      ...(note === undefined ? [] : [note]),
      ...beyond({ bins, last: shown[1], of, unit }),
      ...(width > 1 ? [`Drawn in steps of ${width}${unit}.`] : []),
    ].join(' '),
  })
}

/** What lies beyond the figure is told. */
function beyond({ bins, last, of, unit }: Pick<Distribution, 'bins' | 'of' | 'unit'> & { readonly last: number }): string[] {
  const outside = totalOf(bins.filter(([value]) => value > last))
  if (outside === 0) return []
  return [`${((100 * outside) / totalOf(bins)).toPrecision(2)} % of the ${of} lie beyond ${last}${unit}.`]
}
