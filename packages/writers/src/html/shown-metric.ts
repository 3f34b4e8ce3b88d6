// Metrics and limits as a report shows them: rounded, but never so far that a value reads as on the other side of its limit.
import {
  type Comparison,
  metricDefinitions,
  nameOf,
  type ReasonCode,
  reasonCodes,
  type SavedDocument,
  showAgainst,
  showLimit,
  withUnit,
  wordsFor,
  wordsForComparison,
} from '@genomsyn/standard'
import { html, type Markup } from './markup.ts'

/** Such as `26.79x`; a dash when it is missing. */
export function metricText(metric: string, value: number | null, limit: number | null = null): string {
  return value === null ? '–' : withUnit(showAgainst(value, limit, metric), metric)
}

/** Such as `at least 30x`. */
export function limitText(metric: string, comparison: string, limit: number): string {
  return `${wordsForComparison(comparison as Comparison)} ${withUnit(showLimit(limit), metric)}`
}

/** With a capital. */
export function titleOf(metric: string): string {
  const name = metricDefinitions.find(({ id }) => id === metric)?.name ?? nameOf(metric)
  return name.slice(0, 1).toUpperCase() + name.slice(1)
}

/** Why the document has no value for the metric, as a clause. */
export function absenceOf({ reasons }: SavedDocument, metric: string): string {
  const code = reasons[metric]
  if (code === undefined) return 'it was not measured'
  return isReason(code) ? wordsFor(code) : code.replaceAll('_', ' ')
}

/** In the place of a figure that cannot be drawn. */
export function unmeasured(what: string, why = 'the document does not have it; measure the file again'): Markup {
  return html`<p class="absent">${what}: ${why}.</p> `
}

function isReason(code: string): code is ReasonCode {
  return (reasonCodes as readonly string[]).includes(code)
}
