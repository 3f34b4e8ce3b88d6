// What reports read of a saved `<sample>.verdict.json`. A verdict that was just given has the same form and is not written first.
import { type Fault, isRecord, type JsonRecord, list, number, record, text } from './saved-document.ts'
import type { ResolvedCondition, RuleResult, TopUpOrder, Verdict, VerdictState } from './verdict.ts'
import { verdictStates } from './verdict.ts'

/** Major version of the documents that can be read. */
const SCHEMA_MAJOR = '1'

export type SavedRule = Omit<RuleResult, 'step'>

/** A verdict without what its document does not tell: the steps of the decision, and the order as a sentence. */
export interface SavedVerdict extends Omit<Verdict, 'order' | 'rules'> {
  readonly order: Omit<TopUpOrder, 'sentence'> | null
  readonly rules: readonly SavedRule[]
}

/** @param json a parsed `<sample>.verdict.json` */
export function readVerdict(json: unknown): SavedVerdict | Fault {
  if (!isRecord(json)) return { path: '$', problem: 'this is no JSON object' }
  const version = text(json['schema_version'])
  if (version?.split('.')[0] !== SCHEMA_MAJOR)
    return {
      path: '$.schema_version',
      problem: `version ${version ?? '(none)'} is not one this genomsyn reads (${SCHEMA_MAJOR}.x)`,
    }
  const state = verdictStates.find((each) => each === json['verdict'])
  if (state === undefined) return { path: '$.verdict', problem: 'this is no verdict' }
  const missing = ['reason', 'next_step'].find((key) => text(json[key]) === null)
  if (missing !== undefined) return { path: `$.${missing}`, problem: 'it is missing' }
  return verdictOf(json, state)
}

function verdictOf(json: JsonRecord, state: VerdictState): SavedVerdict {
  const { name, version, status } = record(json['profile'])
  return {
    sample: words(record(json['biosample'])['id']),
    profile: { name: words(name), version: words(version), status: words(status) },
    state,
    releasable: json['releasable'] === true,
    conditions: Object.fromEntries(Object.entries(record(json['conditions'])).map(([key, value]) => [key, conditionOf(value)])),
    decidedBy: text(json['decided_by']),
    reason: words(json['reason']),
    nextStep: words(json['next_step']),
    order: isRecord(json['order']) ? orderOf(json['order']) : null,
    rules: list(json['rules']).map(ruleOf),
  }
}

function ruleOf(value: unknown): SavedRule {
  const rule = record(value)
  return {
    rule: words(rule['rule']),
    metric: text(rule['metric']),
    definition: text(rule['definition']),
    value: number(rule['value']),
    comparison: text(rule['comparison']) as SavedRule['comparison'],
    limit: number(rule['limit']),
    outcome: words(rule['outcome']) as SavedRule['outcome'],
    sentence: words(rule['sentence']),
    nextStep: text(rule['next_step']),
  }
}

function orderOf(order: JsonRecord): SavedVerdict['order'] {
  const library = record(order['library'])
  return {
    readPairs: number(order['read_pairs']) ?? 0,
    gigabases: number(order['gigabases']) ?? 0,
    lanes: number(order['lanes']) ?? 0,
    predicted: list(order['predicted'])
      .map(record)
      .map(({ rule, metric, value }) => ({ rule: words(rule), metric: words(metric), value: number(value) ?? 0 })),
    duplicateFraction: number(order['predicted_duplicate_fraction']) ?? 0,
    library: {
      pairs: number(library['read_pairs']) ?? 0,
      uniquePairs: number(library['unique_read_pairs']) ?? 0,
      size: number(library['molecules']) ?? 0,
    },
  }
}

function conditionOf(value: unknown): ResolvedCondition {
  const { value: stated, from } = record(value)
  return { value: words(stated), from: words(from) as ResolvedCondition['from'] }
}

function words(value: unknown): string {
  return text(value) ?? ''
}
