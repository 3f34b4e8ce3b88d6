// A sample's saved document held against a profile: one verdict with its reason and the next step. Pure; measuring is elsewhere.
// The order in which things decide: missing or not comparable, file, identity, contamination, depth, other limits, warnings,
// exemptions. What is missing is never passed, and a contaminated sample is never topped up.
import { limitOf } from '../profile/limit.ts'
import type { Profile } from '../profile/profile.ts'
import { planTopUp } from '../top-up/plan-top-up.ts'
import { resolveConditions, type SheetFacts } from './conditions.ts'
import { checkFile } from './file-checks.ts'
import { judgeRule } from './judge-rule.ts'
import type { SavedDocument } from './saved-document.ts'
import { checkSheet } from './sheet-checks.ts'
import { isReleasable, type RuleResult, step, type TopUpOrder, type Verdict, type VerdictState } from './verdict.ts'

/**
 * @param sheet what the sample sheet says of the sample, by column; empty when there is none
 * @param profile one that `readProfile` accepted
 */
export function judge(document: SavedDocument, sheet: SheetFacts, profile: Profile): Verdict {
  const { values, faults } = resolveConditions(document, sheet, profile)
  const judged = { document, profile, conditions: values }
  const ofProfile = profile.rules.map((rule) => judgeRule(rule, judged))
  const rules = [
    ...faults,
    ...checkFile(document),
    ...checkSheet(document, sheet),
    ...ofProfile,
    ...nothingApplies(profile, ofProfile),
  ]
  const decision = decide(rules, document, profile)
  return {
    sample: document.sample,
    profile: { name: profile.name, version: profile.version, status: profile.status },
    state: decision.state,
    releasable: isReleasable(decision.state),
    conditions: values,
    decidedBy: decision.decidedBy,
    reason: decision.reason,
    nextStep: decision.nextStep,
    order: decision.order ?? null,
    rules,
    ...(document.leftOut && { leftOut: document.leftOut }),
  }
}

interface Decision {
  readonly state: VerdictState
  readonly decidedBy: string | null
  readonly reason: string
  readonly nextStep: string
  readonly order?: TopUpOrder
}

/** A profile with limits, of which none is for this sample, says nothing about it. */
function nothingApplies({ rules }: Profile, results: readonly RuleResult[]): RuleResult[] {
  const limited = rules.map((rule) => limitOf(rule) !== null)
  const applied = results.some(({ outcome }, i) => limited[i] && outcome !== 'NOT_APPLICABLE')
  if (applied || !limited.includes(true)) return []
  const sentence = 'no limit of the profile is for such a sample'
  const nextStep = 'judge it by a profile that is made for it'
  const none = { metric: null, definition: null, value: null, comparison: null, limit: null }
  return [{ rule: 'check.applicable', step: step.completeness, ...none, outcome: 'HOLD', sentence, nextStep }]
}

function decide(rules: readonly RuleResult[], document: SavedDocument, profile: Profile): Decision {
  const against = rules.filter(({ outcome }) => outcome !== 'NOT_APPLICABLE' && !isReleasable(outcome))
  if (against.length === 0) return released(rules, profile)
  const deciding = against.reduce((first, next) => (precedes(next, first) ? next : first))
  const decision = decisionBy(deciding)
  if (deciding.outcome !== 'TOPUP') return decision
  return toppedUp(decision, { document, profile, against })
}

/** Of two at the same step a new library comes before more of the old one; else the profile's order holds. */
function precedes(a: RuleResult, b: RuleResult): boolean {
  return a.step < b.step || (a.step === b.step && a.outcome === 'NEWLIB' && b.outcome === 'TOPUP')
}

function decisionBy({ outcome, rule, sentence, nextStep }: RuleResult): Decision {
  return { state: outcome as VerdictState, decidedBy: rule, reason: sentence, nextStep: nextStep ?? '' }
}

interface Shortfall {
  readonly document: SavedDocument
  readonly profile: Profile
  readonly against: readonly RuleResult[]
}

function toppedUp(decision: Decision, { document, profile, against }: Shortfall): Decision {
  const short = against.filter(({ outcome }) => outcome === 'TOPUP')
  const others = against.filter(({ outcome }) => outcome === 'FAIL')
  const plan = planTopUp(document, short, profile.top_up!)
  if ('unknown' in plan) {
    const nextStep = 'mark duplicates, measure the file again and judge again, or decide by hand how much to sequence'
    return {
      ...decision,
      state: 'HOLD',
      reason: `${decision.reason}; how much more to sequence cannot be said: ${plan.unknown}`,
      nextStep,
    }
  }
  if ('newLibrary' in plan) {
    const nextStep = 'make a new library from the same specimen; more of this one does not help'
    return { ...decision, state: 'NEWLIB', reason: `${decision.reason}; ${plan.newLibrary}`, nextStep }
  }
  const reservation =
    others.length === 0 ? '' : `; but first settle what more reads do not: ${others.map(({ sentence }) => sentence).join('; ')}`
  return { ...decision, nextStep: `${plan.order.sentence}${reservation}`, order: plan.order }
}

function released(rules: readonly RuleResult[], { name, version, rules: asked }: Profile): Decision {
  const warning = rules.find(({ outcome }) => outcome === 'WARN')
  if (warning !== undefined) return decisionBy(warning)
  const exempt = rules.find(({ outcome }) => outcome === 'EXEMPT')
  if (exempt !== undefined)
    return { ...decisionBy(exempt), nextStep: 'release the sample, and say in the report what it is exempt from' }
  if (!asked.some((rule) => limitOf(rule) !== null)) {
    const reason = `every metric that ${name} ${version} defines is there; it sets no limits`
    return { state: 'PASS', decidedBy: null, reason, nextStep: 'judge it by a profile with limits before it is released' }
  }
  return { state: 'PASS', decidedBy: null, reason: `all limits of ${name} ${version} are kept`, nextStep: 'release the sample' }
}
