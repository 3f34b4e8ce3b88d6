// The JSON Schema (2020-12) of a profile. What a schema cannot say of it, `profileFault` does.
import type { JsonObject } from '../json-text.ts'
import { count, flag, list, map, nullable, object, text } from '../schema-parts.ts'
import { comparisonNames } from './limit.ts'

export const profileSchemaVersion = '1.0'

const sentence: JsonObject = { type: 'string', minLength: 1 }
const fraction: JsonObject = { type: 'number', minimum: 0, maximum: 1 }
const values: JsonObject = { ...list(sentence), minItems: 1 }
const when: JsonObject = map(values)

/** Patterns carry a description, which is what people are told who break them. */
const name: JsonObject = {
  type: 'string',
  pattern: '^[a-z0-9][a-z0-9.-]*$',
  description: 'small letters, digits, points and hyphens',
}
const version: JsonObject = { type: 'string', pattern: '^\\d+\\.\\d+\\.\\d+$', description: 'three numbers such as 1.0.0' }
const definition: JsonObject = {
  type: 'string',
  pattern: '^[a-z0-9][a-z0-9.-]*@\\d+\\.\\d+\\.\\d+$',
  description: 'a definition and its version such as ga4gh-wgs-qc-1.0@0.1.0',
}

/** The schema of a profile file; every object is closed. */
export function profileSchema(): JsonObject {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `urn:genomsyn:schema:profile-${profileSchemaVersion}`,
    title: `Genomsyn profile ${profileSchemaVersion}`,
    description: 'Acceptance limits over metrics, each bound to the definition it was made for.',
    ...object(
      {
        schema_version: { const: profileSchemaVersion },
        name,
        version,
        title: sentence,
        status: { enum: ['standard', 'programme', 'example'] },
        description: sentence,
        sources: list(sentence),
        not_expressed: list(sentence),
        reference: object({ assembly: { enum: ['GRCh38', null] }, territories: nullable(values) }),
        conditions: map(object({ values }, { aliases: map(sentence), assumed: sentence })),
        rules: { ...list(ruleSchema()), minItems: 1 },
        top_up: nullable(
          object({ max_duplicate_fraction: fraction, read_pairs_per_lane: positive, max_lanes: count }, { note: sentence }),
        ),
      },
      { override_roles: { ...list(sentence), minItems: 1 } },
    ),
  }
}

const positive: JsonObject = { type: 'integer', minimum: 1 }

function ruleSchema(): JsonObject {
  return object(
    { id: name, title: sentence, metric: text, definition },
    {
      ...Object.fromEntries(comparisonNames.map((comparison) => [comparison, { type: 'number' }])),
      otherwise: { enum: ['WARN', 'TOPUP', 'NEWLIB', 'RECOLLECT', 'FAIL', 'HOLD'] },
      when,
      exempt: list(object({ when, reason: sentence })),
      required: flag,
      next_step: sentence,
      note: sentence,
    },
  )
}
