// Numbers as sentences show them: rounded, but never so far that a value reads as on the other side of its limit.
import { metricDefinitions } from '../evaluate.ts'
import { formatC } from '../number-format.ts'

const MOST_DECIMALS = 17
const OTHER_DECIMALS = 4

/** Such as `29.996` for 29.996 against 30, though two decimals are usual; integers in groups of three. */
export function showAgainst(value: number, limit: number | null, metric: string): string {
  const definition = metricDefinitions.find(({ id }) => id === metric)
  const usual = definition?.decimals ?? OTHER_DECIMALS
  if (limit === null) return grouped(formatC(value, usual))
  for (let decimals = usual; decimals <= MOST_DECIMALS; decimals++) {
    const shown = formatC(value, decimals)
    if (Math.sign(Number(shown) - limit) === Math.sign(value - limit)) return grouped(shown)
  }
  return String(value)
}

/** The limit as its profile writes it, in groups of three. */
export function showLimit(limit: number): string {
  return grouped(String(limit))
}

/** With a space before the unit, but none before x and %. */
export function withUnit(shown: string, metric: string): string {
  const unit = metricDefinitions.find(({ id }) => id === metric)?.unit
  if (unit === undefined || unit === 'ratio' || unit === 'fraction') return shown
  return unit === 'x' ? `${shown}x` : `${shown} ${unit}`
}

/** The metric's name in a sentence. */
export function nameOf(metric: string): string {
  const name = metricDefinitions.find(({ id }) => id === metric)?.name
  if (name === undefined) return metric.replaceAll('_', ' ')
  return /^[A-Z][a-z]/.test(name) ? name[0]!.toLowerCase() + name.slice(1) : name
}

/** Digits before the point in groups of three. */
export function grouped(text: string): string {
  const [whole = '', fraction] = text.split('.')
  const groups = whole.replaceAll(/\B(?=(\d{3})+$)/g, ',')
  return fraction === undefined ? groups : `${groups}.${fraction}`
}
