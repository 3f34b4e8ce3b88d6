// Two profiles over the same saved samples: who changes state, and by which rule. Nobody is measured again.
import type { Profile } from '../profile/profile.ts'
import type { SheetFacts } from './conditions.ts'
import { judge } from './judge.ts'
import type { SavedDocument } from './saved-document.ts'
import type { RuleOutcome, Verdict, VerdictState } from './verdict.ts'

export interface BacktestSample {
  readonly document: SavedDocument
  readonly sheet: SheetFacts
}

export interface StateChange {
  readonly sample: string
  /** The sheet's facility; empty when it says none. */
  readonly site: string
  readonly before: VerdictState
  readonly after: VerdictState
  /** The rule or check that decides now, or decided before when nothing does now. */
  readonly rule: string
  readonly reason: string
}

/** Samples of a site, and how many of them change; or outcomes of a rule. */
export interface Tally {
  readonly name: string
  readonly samples: number
  readonly changed: number
}

export interface RuleChange {
  readonly rule: string
  readonly before: RuleOutcome | null
  readonly after: RuleOutcome | null
  readonly samples: number
}

export interface Backtest {
  readonly samples: number
  readonly changes: readonly StateChange[]
  readonly bySite: readonly Tally[]
  /** Changed outcomes only; null where a profile does not have the rule. */
  readonly byRule: readonly RuleChange[]
}

export function backtest(samples: readonly BacktestSample[], before: Profile, after: Profile): Backtest {
  const judged = samples.map(({ document, sheet }) => ({
    site: sheet['facility'] ?? '',
    before: judge(document, sheet, before),
    after: judge(document, sheet, after),
  }))
  return {
    samples: samples.length,
    changes: judged.flatMap(changeOf).toSorted((a, b) => compare(a.site, b.site) || compare(a.sample, b.sample)),
    bySite: sitesOf(judged),
    byRule: rulesOf(judged),
  }
}

interface Judged {
  readonly site: string
  readonly before: Verdict
  readonly after: Verdict
}

function changeOf({ site, before, after }: Judged): StateChange[] {
  if (before.state === after.state) return []
  const deciding = after.decidedBy === null ? before : after
  return [
    {
      sample: after.sample,
      site,
      before: before.state,
      after: after.state,
      rule: deciding.decidedBy ?? '',
      reason: after.reason,
    },
  ]
}

function sitesOf(judged: readonly Judged[]): Tally[] {
  const names = [...new Set(judged.map(({ site }) => site))].toSorted(compare)
  return names.map((name) => {
    const there = judged.filter(({ site }) => site === name)
    return { name, samples: there.length, changed: there.flatMap(changeOf).length }
  })
}

function rulesOf(judged: readonly Judged[]): RuleChange[] {
  const changes = new Map<string, RuleChange>()
  for (const { before, after } of judged) {
    const [old, now] = [outcomesOf(before), outcomesOf(after)]
    for (const rule of new Set([...old.keys(), ...now.keys()])) {
      const change = { rule, before: old.get(rule) ?? null, after: now.get(rule) ?? null }
      if (change.before === change.after) continue
      const key = `${rule} ${change.before} ${change.after}`
      changes.set(key, { ...change, samples: (changes.get(key)?.samples ?? 0) + 1 })
    }
  }
  return [...changes.keys()].toSorted(compare).map((key) => changes.get(key)!)
}

function outcomesOf({ rules }: Verdict): Map<string, RuleOutcome> {
  return new Map(rules.map(({ rule, outcome }) => [rule, outcome]))
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
