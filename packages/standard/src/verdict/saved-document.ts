// What judging reads of a saved `<sample>.genomsyn.json`. It takes every document of schema 1, whatever was added since:
// keys it does not know are left alone, and a metric that the document has not got is missing.
import { metricDefinitions } from '../evaluate.ts'
import { definition } from '../provenance.ts'

/** Major version of the documents that can be read. */
const SCHEMA_MAJOR = '1'

export interface SavedTerritory {
  readonly name: string
  readonly chosenBy: string
  readonly regionsSha256: string
  readonly bp: number
}

export interface SavedContig {
  readonly name: string
  readonly length: number
}

/** A document as judging sees it. */
export interface SavedDocument {
  readonly sample: string
  /** `<id>@<version>` of what its metrics follow. */
  readonly definition: string
  /** Numbers only; integers beyond 2^53 are rounded by JSON itself. */
  readonly metrics: Readonly<Record<string, number | null>>
  /** Why metrics are null, by code. */
  readonly reasons: Readonly<Record<string, string>>
  readonly eofMarker: boolean | null
  readonly coordinateSorted: boolean | null
  readonly duplicatesMarked: boolean | null
  readonly referenceMatch: boolean | null
  readonly readType: string | null
  readonly samples: readonly string[]
  readonly territory: SavedTerritory | null
  readonly contigs: readonly SavedContig[]
  /** Read groups without which it was evaluated anew; see withoutReadGroups. */
  readonly leftOut?: readonly string[]
  /** The document itself, for readers of its other sections. */
  readonly json: JsonRecord
}

/** Why something read from JSON cannot be used: where, as a JSON path, and what is wrong there. */
export interface Fault {
  readonly path: string
  readonly problem: string
}

export type JsonRecord = Readonly<Record<string, unknown>>

export function isFault(value: object): value is Fault {
  return 'problem' in value && 'path' in value
}

/** The definition that this version's own documents follow. */
export const currentDefinition = `${definition.id}@${definition.version}`

/** @param json a parsed `<sample>.genomsyn.json` */
export function readDocument(json: unknown): SavedDocument | Fault {
  if (!isRecord(json)) return { path: '$', problem: 'this is no JSON object' }
  const version = json['schema_version']
  if (typeof version !== 'string') return { path: '$.schema_version', problem: 'it is missing' }
  if (version.split('.')[0] !== SCHEMA_MAJOR)
    return { path: '$.schema_version', problem: `version ${version} is not one this genomsyn reads (${SCHEMA_MAJOR}.x)` }
  const missing = ['biosample', 'extended_metrics', 'integrity', 'provenance'].find((key) => !isRecord(json[key]))
  if (missing !== undefined) return { path: `$.${missing}`, problem: 'it is missing' }
  const sample = record(json['biosample'])['id']
  if (typeof sample !== 'string') return { path: '$.biosample.id', problem: 'it is missing' }
  return documentOf(json, sample)
}

function documentOf(json: JsonRecord, sample: string): SavedDocument {
  const integrity = record(json['integrity'])
  const provenance = record(json['provenance'])
  const { id, version } = record(provenance['definition'])
  return {
    sample,
    definition: `${text(id) ?? '?'}@${text(version) ?? '?'}`,
    metrics: metricsOf(json),
    reasons: Object.fromEntries(Object.entries(record(json['reasons'])).map(([metric, code]) => [metric, String(code)])),
    eofMarker: flag(integrity['eof_marker_ok']),
    coordinateSorted: flag(integrity['coordinate_sorted']),
    duplicatesMarked: flag(integrity['duplicates_marked']),
    referenceMatch: flag(integrity['reference_match']),
    readType: text(integrity['read_type']),
    samples: list(integrity['samples']).map(String),
    territory: territoryOf(provenance['territory']),
    contigs: list(record(provenance['reference'])['contigs']).map(contigOf),
    json,
  }
}

/** Metrics as they are before the GA4GH section rounds them; from there what is not genomsyn's, such as a contamination rate. */
function metricsOf(json: JsonRecord): Record<string, number | null> {
  const ga4gh = Object.entries(record(record(json['wgs_qc_metrics'])['aln_metrics']))
  const others = ga4gh.filter(([id]) => !metricDefinitions.some((metric) => metric.id === id))
  const numbers = [...others, ...Object.entries(record(json['extended_metrics']))]
  return Object.fromEntries(numbers.map(([id, value]) => [id, number(value)]))
}

function territoryOf(value: unknown): SavedTerritory | null {
  if (!isRecord(value)) return null
  const { name, chosen_by: chosenBy, regions_sha256: sha256, territory_bp: bp } = value
  return { name: text(name) ?? '', chosenBy: text(chosenBy) ?? '', regionsSha256: text(sha256) ?? '', bp: number(bp) ?? 0 }
}

function contigOf(value: unknown): SavedContig {
  const { name, length } = record(value)
  return { name: text(name) ?? '', length: number(length) ?? 0 }
}

export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function record(value: unknown): JsonRecord {
  return isRecord(value) ? value : {}
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

export function number(value: unknown): number | null {
  return typeof value === 'number' ? value : null
}

export function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

function flag(value: unknown): boolean | null {
  return typeof value === 'boolean' ? value : null
}
