// The JSON Schema (2020-12) of `<sample>.verdict.json`.
import type { JsonObject } from '../json-text.ts'
import { comparisonNames } from '../profile/limit.ts'
import { count, flag, list, map, nullable, object, text } from '../schema-parts.ts'
import { verdictStates } from './verdict.ts'
import { verdictSchemaVersion } from './verdict-document.ts'

const number: JsonObject = { type: 'number' }

/** Every object is closed. */
export function verdictSchema(): JsonObject {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `urn:genomsyn:schema:verdict-${verdictSchemaVersion}`,
    title: `Genomsyn verdict ${verdictSchemaVersion}`,
    description:
      'What a profile decides of one sample: the state, the rule that decided, the next step, and every rule with its value.',
    ...object(
      {
        schema_version: { const: verdictSchemaVersion },
        biosample: object({ id: text }),
        profile: object({ name: text, version: text, status: { enum: ['standard', 'programme', 'example'] } }),
        verdict: { enum: verdictStates },
        releasable: flag,
        decided_by: nullable(text),
        reason: text,
        next_step: text,
        order: nullable(orderSchema()),
        conditions: map(object({ value: text, from: { enum: ['sheet', 'file', 'assumed'] } })),
        rules: list(ruleSchema()),
      },
      { without_read_groups: list(text) },
    ),
  }
}

function orderSchema(): JsonObject {
  return object({
    read_pairs: count,
    gigabases: number,
    lanes: count,
    predicted: list(object({ rule: text, metric: text, value: number })),
    predicted_duplicate_fraction: number,
    library: object({ read_pairs: count, unique_read_pairs: count, molecules: number, note: text }),
  })
}

function ruleSchema(): JsonObject {
  return object({
    rule: text,
    outcome: { enum: [...verdictStates, 'NOT_APPLICABLE'] },
    metric: nullable(text),
    definition: nullable(text),
    value: nullable(number),
    comparison: { enum: [...comparisonNames, null] },
    limit: nullable(number),
    sentence: text,
    next_step: nullable(text),
  })
}
