// The GA4GH WGS-QC v1.0 document in the shape and bytes of its reference implementation (NPM-sample-qc 0.13.5).
// A metric without a value is null; contamination, which is not computed, is absent as it is there.
import { isAbsent } from './absence.ts'
import { metricDefinitions, type MetricId } from './evaluate.ts'
import { float, formatJson, type Json, type JsonObject, sortKeys } from './json-text.ts'
import type { MetricDefinition } from './metric.ts'
import type { SampleResult } from './provenance.ts'

/** Metrics that make up `aln_metrics`. */
export const ga4ghMetrics: readonly MetricDefinition[] = metricDefinitions.filter((metric) => 'ga4ghText' in metric)

/** Text of `<sample>.metrics.json`: four spaces, sorted keys, trailing newline. */
export function formatGa4ghDocument(result: SampleResult): string {
  return formatJson(sortKeys({ biosample: { id: result.sample }, wgs_qc_metrics: wgsQcMetrics(result) }))
}

export function wgsQcMetrics(result: SampleResult): JsonObject {
  const values = ga4ghMetrics.map((metric) => [metric.id, ga4ghValue(metric, result)])
  return { aln_metrics: sortKeys(Object.fromEntries(values) as JsonObject), variant_metrics: {} }
}

/** What the reference implementation makes of printed text: an integer if it reads as one, else a float. */
export function parsePrinted(text: string): Json {
  return /^[+-]?\d+$/.test(text) ? BigInt(text) : float(Number(text))
}

function ga4ghValue(metric: MetricDefinition, { observation, evaluation }: SampleResult): Json {
  const { value } = evaluation[metric.id as MetricId]
  const text = value === null ? null : metric.ga4ghText!(value, observation)
  return text === null || isAbsent(text) ? null : parsePrinted(text)
}
