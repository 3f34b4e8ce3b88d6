// JSON to a profile, or the first fault in it with its place. Beyond the schema: names that must exist, and rules that
// would mean nothing.
import { metricDefinitions } from '../evaluate.ts'
import { definition } from '../provenance.ts'
import { growthOf } from '../top-up/growth.ts'
import type { Fault } from '../verdict/saved-document.ts'
import { comparisonNames } from './limit.ts'
import type { Condition, Profile, Rule, When } from './profile.ts'
import { profileSchema } from './profile-schema.ts'
import { schemaFault } from './schema-fault.ts'

/** Metrics that documents may carry though they are not computed here. */
const IMPORTED_METRICS: readonly string[] = ['cross_contamination_rate']

/** @param json a parsed profile file */
export function readProfile(json: unknown): Profile | Fault {
  return schemaFault(json, profileSchema()) ?? profileFault(json as Profile) ?? (json as Profile)
}

function profileFault(profile: Profile): Fault | null {
  const faults = [
    ...Object.entries(profile.conditions).map(([column, condition]) => conditionFault(condition, `$.conditions.${column}`)),
    ...profile.rules.map((rule, i) => ruleFault(rule, `$.rules[${i}]`, profile)),
    repeatedId(profile.rules),
  ]
  return faults.find((fault) => fault !== null) ?? null
}

function conditionFault({ values, aliases = {}, assumed }: Condition, path: string): Fault | null {
  if (assumed !== undefined && !values.includes(assumed)) return valueFault(assumed, values, `${path}.assumed`)
  const stray = Object.entries(aliases).find(([, value]) => !values.includes(value))
  return stray === undefined ? null : valueFault(stray[1], values, `${path}.aliases.${stray[0]}`)
}

function ruleFault(rule: Rule, path: string, profile: Profile): Fault | null {
  const exemptions = rule.exempt ?? []
  return (
    metricFault(rule, path) ??
    limitFault(rule, path) ??
    topUpFault(rule, path, profile) ??
    whenFault(rule.when, `${path}.when`, profile) ??
    exemptions.map(({ when }, i) => whenFault(when, `${path}.exempt[${i}].when`, profile)).find((fault) => fault !== null) ??
    null
  )
}

function metricFault({ metric, definition: bound }: Rule, path: string): Fault | null {
  const known = metricDefinitions.find(({ id }) => id === metric)
  if (known === undefined && !IMPORTED_METRICS.includes(metric))
    return { path: `${path}.metric`, problem: `there is no metric ${metric}${suggestion(metric)}` }
  if (known?.type === 'integers') return { path: `${path}.metric`, problem: `${metric} is a list and takes no limit` }
  if (bound.split('@')[0] === definition.id) return null
  return {
    path: `${path}.definition`,
    problem: `there is no definition ${bound}; this genomsyn has ${definition.id}@${definition.version}`,
  }
}

function limitFault(rule: Rule, path: string): Fault | null {
  const limits = comparisonNames.filter((comparison) => rule[comparison] !== undefined)
  if (limits.length > 1)
    return { path, problem: `it has ${limits.length} limits (${limits.join(', ')}); make it ${limits.length} rules` }
  if (limits.length === 1 && rule.otherwise === undefined)
    return { path, problem: 'it has a limit; say in otherwise what becomes of a sample that breaks it' }
  if (limits.length === 0 && rule.otherwise !== undefined)
    return { path, problem: `it has no limit to break; give one of ${comparisonNames.join(', ')}` }
  return null
}

function topUpFault(rule: Rule, path: string, { top_up: limits }: Profile): Fault | null {
  if (rule.otherwise !== 'TOPUP') return null
  const isLowerLimit = rule.at_least !== undefined || rule.more_than !== undefined
  if (growthOf(rule.metric) === null || !isLowerLimit)
    return { path: `${path}.otherwise`, problem: `TOPUP does not help: more reads do not raise ${rule.metric} to its limit` }
  return limits === null ? { path: '$.top_up', problem: `it is null, but the rule ${rule.id} asks for TOPUP` } : null
}

function whenFault(when: When | undefined, path: string, { conditions }: Profile): Fault | null {
  for (const [column, wanted] of Object.entries(when ?? {})) {
    const condition = Object.hasOwn(conditions, column) ? conditions[column] : undefined
    if (condition === undefined)
      return { path: `${path}.${column}`, problem: `${column} is not among the conditions of the profile` }
    const stray = wanted.findIndex((value) => !condition.values.includes(value))
    if (stray >= 0) return valueFault(wanted[stray]!, condition.values, `${path}.${column}[${stray}]`)
  }
  return null
}

function valueFault(value: string, values: readonly string[], path: string): Fault {
  return { path, problem: `"${value}" is none of ${values.join(', ')}` }
}

function repeatedId(rules: readonly Rule[]): Fault | null {
  const repeated = rules.findIndex(({ id }, i) => rules.findIndex((rule) => rule.id === id) < i)
  return repeated < 0 ? null : { path: `$.rules[${repeated}].id`, problem: `there is another rule ${rules[repeated]!.id}` }
}

/** The metric that shares the longest beginning, if that is more than a few letters. */
function suggestion(metric: string): string {
  const near = metricDefinitions.map(({ id }) => ({ id, length: sharedLength(id, metric) }))
  const nearest = near.reduce((best, next) => (next.length > best.length ? next : best))
  return nearest.length < 5 ? '' : `; did you mean ${nearest.id}`
}

function sharedLength(a: string, b: string): number {
  const differing = [...a].findIndex((letter, i) => letter !== b[i])
  return differing < 0 ? a.length : differing
}
