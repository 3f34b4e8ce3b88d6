// One rule of a profile for one sample. It does not know the other rules: what they make together is for `judge`.
import { reasonCodes, type ReasonCode, remedyFor, wordsFor } from '../absence.ts'
import { metricDefinitions } from '../evaluate.ts'
import { isWithin, type Limit, limitOf, wordsForComparison } from '../profile/limit.ts'
import type { Consequence, Exemption, Profile, Rule } from '../profile/profile.ts'
import { whyNotComparable } from './comparability.ts'
import { applies, type ResolvedConditions } from './conditions.ts'
import type { SavedDocument } from './saved-document.ts'
import { nameOf, showAgainst, showLimit, withUnit } from './shown-number.ts'
import { type RuleResult, type Step, step } from './verdict.ts'

const CONTAMINATION = 'cross_contamination_rate'
const IDENTITY_METRICS: readonly string[] = ['x_auto_ratio', 'y_auto_ratio']

const usualNextStep: Readonly<Record<Consequence, string>> = {
  WARN: 'look at it before the sample is released',
  TOPUP: 'sequence more of the same library',
  NEWLIB: 'make a new library from the same specimen',
  RECOLLECT: 'ask for a new specimen; do not sequence more of this one',
  FAIL: 'do not release the sample; find the cause in laboratory and run records',
  HOLD: 'find out whose sample this is before anything else is done with it',
}

export interface Judged {
  readonly document: SavedDocument
  readonly profile: Profile
  readonly conditions: ResolvedConditions['values']
}

export function judgeRule(rule: Rule, judged: Judged): RuleResult {
  if (!applies(rule.when, judged.conditions)) return resultOf(rule, notApplicable('it is not for such samples'))
  const exemption = (rule.exempt ?? []).find(({ when }) => applies(when, judged.conditions))
  const result = resultOf(rule, findingOf(rule, judged))
  return exemption === undefined || result.outcome === 'PASS' ? result : exempted(result, exemption)
}

/** What one rule finds, before it is put together with what the rule says of itself. */
interface Finding {
  readonly outcome: RuleResult['outcome']
  readonly sentence: string
  readonly nextStep: string | null
  readonly value: number | null
  readonly step: Step
}

function findingOf(rule: Rule, { document, profile }: Judged): Finding {
  const value = document.metrics[rule.metric] ?? null
  if (value === null) {
    if (rule.required === false) return notApplicable(`${nameOf(rule.metric)} is not there, and not required`)
    const { why, remedy } = absenceOf(document, rule.metric)
    return held(`${nameOf(rule.metric)} is missing: ${why}`, remedy)
  }
  const incomparable = whyNotComparable(document, rule, profile)
  if (incomparable !== null)
    return {
      ...held(
        `${nameOf(rule.metric)} is not comparable: ${incomparable}`,
        'measure the sample as the profile asks, or judge it by a profile made for it',
      ),
      value,
    }
  const limit = limitOf(rule)
  return limit === null ? { ...passed(`${nameOf(rule.metric)} is there`), value } : compared(rule, value, limit)
}

function compared(rule: Rule, value: number, limit: Limit): Finding {
  const shown = withUnit(showAgainst(value, limit.limit, rule.metric), rule.metric)
  const bound = `${wordsForComparison(limit.comparison)} ${withUnit(showLimit(limit.limit), rule.metric)}`
  if (isWithin(value, limit)) return { ...passed(`${nameOf(rule.metric)} is ${shown}, ${bound} as asked for`), value }
  const consequence = rule.otherwise!
  return {
    outcome: consequence,
    sentence: `${nameOf(rule.metric)} is ${shown}, and ${bound} is asked for`,
    nextStep: rule.next_step ?? usualNextStep[consequence],
    value,
    step: stepOf(rule, consequence),
  }
}

/** Contamination comes before depth, since more reads do not help it. */
function stepOf({ metric }: Rule, consequence: Consequence): Step {
  if (consequence === 'WARN') return step.quality
  if (consequence === 'HOLD') return IDENTITY_METRICS.includes(metric) ? step.identity : step.completeness
  if (consequence === 'RECOLLECT' || metric === CONTAMINATION) return step.contamination
  return consequence === 'TOPUP' || consequence === 'NEWLIB' ? step.depth : step.quality
}

/** A metric without a reason is one that another program computes, or that an earlier version did not know. */
function absenceOf({ reasons }: SavedDocument, metric: string): { why: string; remedy: string } {
  const code = reasons[metric]
  if (code !== undefined && isReasonCode(code)) return { why: wordsFor(code), remedy: remedyFor(code) }
  const isOurs = metricDefinitions.some(({ id }) => id === metric)
  const remedy = isOurs
    ? remedyFor('not_counted')
    : 'genomsyn does not compute it: add it to wgs_qc_metrics.aln_metrics of the document and judge that, or use a profile without it'
  return { why: code ?? 'the document does not have it', remedy }
}

function isReasonCode(code: string): code is ReasonCode {
  return (reasonCodes as readonly string[]).includes(code)
}

function held(sentence: string, nextStep: string): Finding {
  return { outcome: 'HOLD', sentence, nextStep, value: null, step: step.completeness }
}

function passed(sentence: string): Finding {
  return { outcome: 'PASS', sentence, nextStep: null, value: null, step: step.quality }
}

function notApplicable(sentence: string): Finding {
  return { outcome: 'NOT_APPLICABLE', sentence, nextStep: null, value: null, step: step.quality }
}

/** The value and the limit stay to be seen. */
function exempted(result: RuleResult, { reason }: Exemption): RuleResult {
  return { ...result, step: step.quality, outcome: 'EXEMPT', sentence: `${result.sentence}; exempt: ${reason}`, nextStep: null }
}

function resultOf(rule: Rule, finding: Finding): RuleResult {
  const limit = limitOf(rule)
  return {
    rule: rule.id,
    step: finding.step,
    metric: rule.metric,
    definition: rule.definition,
    value: finding.value,
    comparison: limit?.comparison ?? null,
    limit: limit?.limit ?? null,
    outcome: finding.outcome,
    sentence: finding.sentence,
    nextStep: finding.nextStep,
  }
}
