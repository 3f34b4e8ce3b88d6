// The JSON Schema (2020-12) of the superset document. What it says of metrics comes from their definitions.
import { reasonCodes } from './absence.ts'
import { baseSeries, cycleDescriptions, CYCLES, qualitySeries } from './cycles.ts'
import { metricDefinitions } from './evaluate.ts'
import { filters } from './filters/index.ts'
import { ga4ghMetrics } from './ga4gh-document.ts'
import { schemaVersion } from './genomsyn-document.ts'
import { histogramDescriptions } from './histograms.ts'
import type { JsonObject } from './json-text.ts'
import type { MetricDefinition, ValueType } from './metric.ts'
import { readGroupsSchema } from './read-groups/schema.ts'
import { count, flag, list, nullable, object, sha256, text } from './schema-parts.ts'
import { maskRuleNames } from './territory.ts'

const valueSchemas: Record<ValueType, JsonObject> = {
  integer: count,
  float: { type: 'number', minimum: 0 },
  integers: { type: 'array', items: count, uniqueItems: true },
}

const byId = metricDefinitions.toSorted((a, b) => (a.id < b.id ? -1 : 1))

/** The schema of `<sample>.genomsyn.json`; every object is closed. */
export function genomsynSchema(): JsonObject {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `urn:genomsyn:schema:genomsyn-${schemaVersion}`,
    title: `Genomsyn result ${schemaVersion}`,
    description: 'Quality metrics of one whole-genome alignment file, with provenance. Generated from the metric definitions.',
    ...object({
      schema_version: { const: schemaVersion },
      biosample: object({ id: text }),
      wgs_qc_metrics: object({ aln_metrics: object(ga4ghProperties()), variant_metrics: object({}) }),
      extended_metrics: object(Object.fromEntries(byId.map((metric) => [metric.id, metricSchema(metric)]))),
      reasons: { type: 'object', propertyNames: { enum: byId.map(({ id }) => id) }, additionalProperties: { enum: reasonCodes } },
      integrity: integritySchema(),
      provenance: provenanceSchema(),
      contigs: list(contigSchema()),
      histograms: object(histogramSchemas()),
      cycles: cyclesSchema(),
      read_groups: readGroupsSchema(),
    }),
  }
}

function ga4ghProperties(): JsonObject {
  const ids = ga4ghMetrics.map(({ id }) => id).toSorted()
  return Object.fromEntries(ids.map((id) => [id, nullable({ type: 'number', minimum: 0 })]))
}

function metricSchema(metric: MetricDefinition): JsonObject {
  const range = metric.unit === '%' ? { maximum: 100 } : metric.unit === 'fraction' ? { maximum: 1 } : {}
  return {
    title: metric.name,
    description: `${metric.description} Unit: ${metric.unit}.`,
    ...nullable({ ...valueSchemas[metric.type], ...range }),
  }
}

function integritySchema(): JsonObject {
  return object({
    eof_marker_ok: flag,
    missing_eof_allowed: flag,
    sort_order: text,
    coordinate_sorted: flag,
    records_out_of_order: nullable(count),
    records_past_contig_end: nullable(count),
    records_with_long_cigar: nullable(count),
    duplicates_marked: nullable(flag),
    read_type: { enum: ['paired_end', 'single_end', 'paired_and_single_end', 'long_read', null] },
    has_oq: nullable(flag),
    reads_without_qualities: nullable(count),
    reference_match: nullable(flag),
    samples: list(text),
    read_groups: list(object({ id: text, sample: nullable(text), library: nullable(text), platform: nullable(text) })),
  })
}

function provenanceSchema(): JsonObject {
  const contig = object({ name: text, length: count, md5: nullable(text) })
  return object({
    tool: object({ name: text, version: text }),
    definition: object({ id: text, version: text }),
    input: { anyOf: [bamInputSchema(), cramInputSchema(), { type: 'null' }] },
    reference: object({ name: nullable(text), contigs: list(contig) }),
    territory: nullable(territorySchema()),
    filters: { ...list(filterSchema()), minItems: filters.length, maxItems: filters.length },
  })
}

function bamInputSchema(): JsonObject {
  return object({ format: { const: 'BAM' }, bgzf_blocks: count, ...inputBytes })
}

function cramInputSchema(): JsonObject {
  return object({ format: { const: 'CRAM' }, cram_version: { type: 'string' }, cram_blocks: count, ...inputBytes })
}

const digestSchema: JsonObject = {
  type: 'string',
  pattern: '^[0-9a-f]{16}$',
  description:
    'Sum modulo 2^64 over the BGZF or CRAM blocks from that of the first record on of a mix of file offset, CRC32 and inflated size.',
}

const inputBytes: JsonObject = { compressed_bytes: count, inflated_bytes: count, digest: digestSchema }

function territorySchema(): JsonObject {
  return object({
    name: text,
    chosen_by: { enum: ['grch38_contigs', 'regions_option'] },
    regions_bp: count,
    regions_sha256: sha256,
    territory_bp: count,
    mask_rule: { enum: maskRuleNames },
    mask_sha256: nullable(sha256),
    contig_naming: { enum: ['chr1', '1', null] },
  })
}

function filterSchema(): JsonObject {
  // Of overlap below 0 where mosdepth's own correction adds.
  const removed = object({ reason: text, reads: nullable(count), bases: nullable({ type: 'integer' }) })
  return object({
    name: { enum: filters.map(({ name }) => name) },
    source: text,
    description: text,
    min_mapping_quality: count,
    min_base_quality: count,
    mate_overlap: { enum: ['first-per-name', 'proper-pairs-once', null] },
    coverage_cap: nullable(count),
    removed: nullable(list(removed)),
    kept: nullable(object({ reads: count, bases: { type: 'integer' } })),
  })
}

function contigSchema(): JsonObject {
  const depth = { type: 'number', minimum: 0 }
  return object({
    name: text,
    length: count,
    records_mapped: nullable(count),
    records_unmapped: nullable(count),
    mean_depth: nullable(depth),
  })
}

function histogramSchemas(): JsonObject {
  const pair = { type: 'array', prefixItems: [count, count], minItems: 2, maxItems: 2 }
  const described = Object.entries(histogramDescriptions)
  return Object.fromEntries(described.map(([id, description]) => [id, { description, ...nullable(list(pair)) }]))
}

function cyclesSchema(): JsonObject {
  const names = Object.keys(cycleDescriptions)
  return object({
    max_cycle: { const: CYCLES },
    quality: { description: cycleDescriptions.quality, ...nullable(readsSchema(qualitySeries)) },
    bases: { description: cycleDescriptions.bases, ...nullable(readsSchema(baseSeries)) },
    reasons: { type: 'object', propertyNames: { enum: names }, additionalProperties: { enum: reasonCodes } },
  })
}

function readsSchema(series: readonly string[]): JsonObject {
  const byCycle = { ...list(count), maxItems: CYCLES }
  const arrays = Object.fromEntries(series.map((name) => [name, byCycle]))
  const read = object({ reads: count, reads_past_max_cycle: count, ...arrays })
  return object({ reads_of_neither: count, read_1: read, read_2: read })
}
