// `<sample>.verdict.json`: a verdict as a document. The same document, sheet and profile give the same bytes.
import { float, formatJson, type JsonObject } from '../json-text.ts'
import type { RuleResult, TopUpOrder, Verdict } from './verdict.ts'

export const verdictSchemaVersion = '1.0'

/** Text of the document. */
export function formatVerdict(verdict: Verdict): string {
  return formatJson(verdictDocument(verdict))
}

export function verdictDocument(verdict: Verdict): JsonObject {
  const { sample, profile, state, releasable, conditions, decidedBy, reason, nextStep, order, rules, leftOut } = verdict
  return {
    schema_version: verdictSchemaVersion,
    biosample: { id: sample },
    ...(leftOut && { without_read_groups: [...leftOut] }),
    profile: { ...profile },
    verdict: state,
    releasable,
    decided_by: decidedBy,
    reason,
    next_step: nextStep,
    order: order === null ? null : orderSection(order),
    conditions: Object.fromEntries(Object.entries(conditions).map(([column, { value, from }]) => [column, { value, from }])),
    rules: rules.map(ruleSection),
  }
}

function orderSection(order: TopUpOrder): JsonObject {
  return {
    read_pairs: order.readPairs,
    gigabases: float(order.gigabases),
    lanes: order.lanes,
    predicted: order.predicted.map(({ rule, metric, value }) => ({ rule, metric, value: float(value) })),
    predicted_duplicate_fraction: float(order.duplicateFraction),
    library: {
      read_pairs: order.library.pairs,
      unique_read_pairs: order.library.uniquePairs,
      molecules: float(order.library.size),
      note: 'duplicates are as marked; optical ones are not told apart, so the library may be larger than this',
    },
  }
}

function ruleSection({ value, limit, nextStep, ...rest }: RuleResult): JsonObject {
  const { rule, metric, definition, comparison, outcome, sentence } = rest
  return {
    rule,
    outcome,
    metric,
    definition,
    value: value === null ? null : float(value),
    comparison,
    limit: limit === null ? null : float(limit),
    sentence,
    next_step: nextStep,
  }
}
