// The superset document: the GA4GH metrics unchanged, every metric unrounded, why values are missing, and provenance.
import { contigsSection } from './contig-depth.ts'
import { cyclesSection } from './cycles.ts'
import { metricDefinitions, type MetricId, toJson } from './evaluate.ts'
import { wgsQcMetrics } from './ga4gh-document.ts'
import { histogramsSection } from './histograms.ts'
import { integritySection } from './integrity.ts'
import { formatJson, type JsonObject } from './json-text.ts'
import { provenanceSection, type SampleResult } from './provenance.ts'
import { readGroupsSection } from './read-groups/section.ts'

export const schemaVersion = '1.0'

const byId = metricDefinitions.toSorted((a, b) => (a.id < b.id ? -1 : 1))

/** Text of `<sample>.genomsyn.json`. Equal results give equal text. */
export function formatGenomsynDocument(result: SampleResult): string {
  return formatJson(genomsynDocument(result))
}

export function genomsynDocument(result: SampleResult): JsonObject {
  return {
    schema_version: schemaVersion,
    biosample: { id: result.sample },
    wgs_qc_metrics: wgsQcMetrics(result),
    extended_metrics: extendedMetrics(result),
    reasons: reasons(result),
    integrity: integritySection(result),
    provenance: provenanceSection(result),
    contigs: contigsSection(result.observation),
    histograms: histogramsSection(result.observation),
    cycles: cyclesSection(result.observation),
    read_groups: readGroupsSection(result),
  }
}

/**
 * Every metric, the eight of GA4GH included, not rounded: an integer exactly, a float as the shortest decimal that reads
 * back as the same double, with a decimal point or an exponent.
 */
function extendedMetrics({ evaluation }: SampleResult): JsonObject {
  return Object.fromEntries(byId.map((metric) => [metric.id, toJson(metric, evaluation[metric.id as MetricId].value)]))
}

/** For each metric that is null: why. */
function reasons({ evaluation }: SampleResult): JsonObject {
  const missing = byId.map(({ id }) => [id, evaluation[id as MetricId]] as const)
  return Object.fromEntries(missing.flatMap(([id, evaluated]) => (evaluated.value === null ? [[id, evaluated.reason]] : [])))
}
