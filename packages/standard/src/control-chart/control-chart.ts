// A control charted: values in the order of their runs, the limits that the first of them set, and what breaks them.
// Levey-Jennings limits, Westgard's rules and the moving average. Each value counts in later rules, whatever it broke itself.
import { type Baseline, baselineOf, limitFactor } from './baseline.ts'
import { ewma } from './ewma.ts'
import { controlRules } from './westgard.ts'

/** Weight of the newest value: shifts of 1 to 2 standard deviations are noticed soonest near it. */
export const EWMA_WEIGHT = 0.2

export interface ControlPoint {
  /** What the run is called. */
  readonly run: string
  readonly value: number
}

export interface ChartedPoint extends ControlPoint {
  readonly ofBaseline: boolean
  /** Standard deviations from the centre. */
  readonly z: number
  readonly average: number
  readonly averageLimit: number
  /** Rules that it breaks, by identifier; `EWMA` when the average leaves its limits. */
  readonly signals: readonly string[]
}

export interface ControlChart {
  readonly baseline: Baseline
  /** Distances of the limits from the centre in standard deviations, where a chart has 2 and 3. */
  readonly factors: { readonly two: number; readonly three: number }
  readonly points: readonly ChartedPoint[]
}

/** Null when the first `baselineCount` points set no limits: they are too few, or all the same. */
export function controlChart(points: readonly ControlPoint[], baselineCount: number): ControlChart | null {
  const values = points.map(({ value }) => value)
  const baseline = baselineOf(values.slice(0, baselineCount))
  if (baseline === null) return null
  const { centre, deviation } = baseline
  const [one, two, three] = [1, 2, 3].map((width) => limitFactor(baseline, width as 1 | 2 | 3)) as [number, number, number]
  const averages = ewma(values, { centre, deviation, weight: EWMA_WEIGHT, width: three })
  const distances = values.map((value) => scaled((value - centre) / deviation, [one, two, three]))
  const charted = points.map((point, i) => {
    const { average, limit } = averages[i]!
    const broken = controlRules.filter((rule) => rule.broken(distances.slice(0, i + 1))).map(({ id }) => id)
    const drifted = Math.abs(average - centre) > limit ? ['EWMA'] : []
    const z = (point.value - centre) / deviation
    return { ...point, ofBaseline: i < baseline.count, z, average, averageLimit: limit, signals: [...broken, ...drifted] }
  })
  return { baseline, factors: { two, three }, points: charted }
}

/** A distance so that the limits lie at 1, 2 and 3, however wide they are; in between it stays in order. */
function scaled(z: number, [one, two, three]: readonly [number, number, number]): number {
  const size = Math.abs(z)
  const knots = [0, one, two, three]
  const upper = knots.findIndex((knot) => size < knot)
  if (upper === -1) return (Math.sign(z) * 3 * size) / three
  const [from, to] = [knots[upper - 1]!, knots[upper]!]
  return Math.sign(z) * (upper - 1 + (size - from) / (to - from))
}
