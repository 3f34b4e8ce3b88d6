// A control's chart for the terminal and as JSON: what the limits are and rest on, whether the process changed, and every run.
import {
  type ChartedPoint,
  type ControlChart,
  controlRules,
  EWMA_WEIGHT,
  FIRM,
  formatC,
  nameOf,
  showAgainst,
  withUnit,
} from '@genomsyn/standard'
import { alignedTable } from './aligned-table.ts'

export interface NamedChart extends ControlChart {
  readonly control: string
  readonly metric: string
}

const warnings = controlRules.filter(({ warns }) => warns).map(({ id }) => id)

/** Points that say that the process changed; mere warnings do not. */
export function outOfControl({ points }: ControlChart): ChartedPoint[] {
  return points.filter(({ signals }) => signals.some((signal) => !warnings.includes(signal)))
}

/** Lines ended by a newline. */
export function summariseChart(chart: NamedChart): string {
  const { control, metric, points, baseline, factors } = chart
  const [centre, low, high] = [0, -factors.three, factors.three].map((z) =>
    shown(metric, baseline.centre + z * baseline.deviation),
  )
  const width = `${formatC(factors.three, baseline.provisional ? 2 : 0)} SD`
  const provisional = baseline.provisional ? `, provisional: ${baseline.count} runs set them, and ${FIRM} make them firm` : ''
  return [
    alignedTable([
      ['Control', `${control}: ${nameOf(metric)}, ${points.length} runs`],
      ['Baseline', `the first ${baseline.count} runs: centre ${centre}, SD ${shown(metric, baseline.deviation)}`],
      ['Limits', `${low} to ${high} (${width})${provisional}`],
      ...conclusion(chart),
    ]),
    '\n',
    alignedTable([['Run', 'value', 'z', 'EWMA', 'limits of EWMA', 'signals'], ...points.map((point) => rowOf(point, chart))]),
  ].join('')
}

function conclusion(chart: NamedChart): string[][] {
  const [first] = outOfControl(chart)
  if (first === undefined) return [['State', 'in control'], ['Next', 'go on']] // prettier-ignore
  const rules = first.signals.filter((signal) => !warnings.includes(signal))
  return [
    ['State', `out of control at ${first.run}: ${rules.map(wordsFor).join('; ')}`],
    [
      'Next',
      `find out what changed until ${first.run}: kit lot, instrument, operator or software; then look at the samples since`,
    ],
  ]
}

function wordsFor(signal: string): string {
  const words = controlRules.find(({ id }) => id === signal)?.words
  return `${words ?? `the moving average (weight ${EWMA_WEIGHT}) has left its limits`} (${signal})`
}

function rowOf({ run, value, z, average, averageLimit, ofBaseline, signals }: ChartedPoint, chart: NamedChart): string[] {
  const { metric, baseline } = chart
  const [low, high] = [baseline.centre - averageLimit, baseline.centre + averageLimit].map((each) => plain(metric, each))
  const signs = [...(ofBaseline ? ['baseline'] : []), ...signals]
  return [run, plain(metric, value), formatC(z, 2), plain(metric, average), `${low} to ${high}`, signs.join(' ')]
}

const plain = (metric: string, value: number): string => showAgainst(value, null, metric)
const shown = (metric: string, value: number): string => withUnit(plain(metric, value), metric)

/** Numbers as they are; keys as in other documents. */
export function formatChart({ control, metric, baseline, factors, points }: NamedChart): string {
  const { count, centre, deviation, provisional } = baseline
  const limits = { two: factors.two, three: factors.three }
  const document = {
    schema_version: '1.0',
    control,
    metric,
    baseline: { runs: count, centre, standard_deviation: deviation, provisional, limits_in_sd: limits },
    ewma: { weight: EWMA_WEIGHT },
    points: points.map(({ run, value, ofBaseline, z, average, averageLimit, signals }) => ({
      run,
      value,
      of_baseline: ofBaseline,
      z,
      ewma: average,
      ewma_limit: averageLimit,
      signals,
    })),
  }
  return `${JSON.stringify(document, null, 2)}\n`
}
