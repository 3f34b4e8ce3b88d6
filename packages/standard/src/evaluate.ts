// Counts to values: every metric of one sample, each a value or the reason why there is none.
import type { CountId } from '@genomsyn/partial'
import { absent, isAbsent, type ReasonCode } from './absence.ts'
import { float, type Json } from './json-text.ts'
import type { MetricDefinition, MetricValue, ValueTypes } from './metric.ts'
import { metrics } from './metrics/index.ts'
import type { Observation } from './observation.ts'

type RegisteredMetric = (typeof metrics)[number]
export type MetricId = RegisteredMetric['id']

/** A value, or null with the reason. */
export type Evaluated<Value = MetricValue> = { readonly value: Value } | { readonly value: null; readonly reason: ReasonCode }

/** What became of each metric of the registry, by its id. */
export type Evaluation = { readonly [Metric in RegisteredMetric as Metric['id']]: Evaluated<ValueTypes[Metric['type']]> }

/** All metrics as one list of the general form. */
export const metricDefinitions: readonly MetricDefinition[] = metrics as readonly unknown[] as MetricDefinition[]

/** Every metric of the registry, unrounded. */
export function evaluate(observation: Observation): Evaluation {
  return Object.fromEntries(metricDefinitions.map((metric) => [metric.id, evaluateMetric(metric, observation)])) as Evaluation
}

/** The counts that these metrics need, sorted, each once. */
export function neededCounts(ids: readonly MetricId[]): CountId[] {
  const wanted = metricDefinitions.filter(({ id }) => (ids as readonly string[]).includes(id))
  return [...new Set(wanted.flatMap(({ needs }) => needs))].toSorted()
}

/** One of them. */
export function evaluateMetric(metric: MetricDefinition, observation: Observation): Evaluated {
  const missing = metric.needs.find((id) => observation.counts[id] === undefined)
  const value = missing === undefined ? metric.value(observation) : absent(observation.withheld?.[missing] ?? 'not_counted')
  return isAbsent(value) ? { value: null, reason: value.reason } : { value }
}

/** The value as documents have it: an integer exactly, a float as the shortest decimal that reads back as the same double. */
export function toJson({ type }: MetricDefinition, value: MetricValue | null): Json {
  return type === 'float' && typeof value === 'number' ? float(value) : value
}
