// The JSON Schema of the section `read_groups`.
import { reasonCodes } from '../absence.ts'
import type { JsonObject } from '../json-text.ts'
import { count, flag, list, map, nullable, object, text } from '../schema-parts.ts'
import { readGroupReasons } from './section.ts'

const described = (description: string, schema: JsonObject): JsonObject => ({ description, ...schema })

const values: JsonObject = {
  metrics: map(nullable({ type: ['number', 'array'] })),
  reasons: map({ enum: reasonCodes }),
}

export function readGroupsSchema(): JsonObject {
  return object({
    reason: described('Why read groups were not counted apart; null when they were.', { enum: [...readGroupReasons, null] }),
    programs: list(text),
    bases_missing: flag,
    groups: list(groupSchema()),
  })
}

function groupSchema(): JsonObject {
  return object({
    id: described('Null for the records that name no read group of the header.', nullable(text)),
    sample: nullable(text),
    library: nullable(text),
    platform: nullable(text),
    platform_unit: nullable(text),
    territory_bases: described('Its bases at territory positions that count, before the cap.', nullable(count)),
    mean_depth_contribution: described('territory_bases / territory_bp, x.', nullable({ type: 'number', minimum: 0 })),
    ...values,
    without: described('Metrics of the territory, of the file without this read group.', nullable(object(values))),
    counts: described(
      'Per count the words that are not 0, in runs: index of the first word, number of words, words.',
      map(list({ type: 'integer' })),
    ),
  })
}
