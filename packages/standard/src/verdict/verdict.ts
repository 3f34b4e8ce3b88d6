// The form of a verdict: one state, every rule with what became of it, the one that decided, and what to do next.
import type { Comparison } from '../profile/limit.ts'

/** From best to worst is not their order of precedence: see `judge`. */
export const verdictStates = ['PASS', 'WARN', 'EXEMPT', 'TOPUP', 'NEWLIB', 'RECOLLECT', 'FAIL', 'HOLD'] as const
export type VerdictState = (typeof verdictStates)[number]

export type RuleOutcome = VerdictState | 'NOT_APPLICABLE'

/** The step of the decision at which an outcome counts; the earliest that is not passed decides. */
export const step = { completeness: 1, integrity: 2, identity: 3, contamination: 4, depth: 6, quality: 7 } as const
export type Step = (typeof step)[keyof typeof step]

/** What became of one rule of the profile, or of one check that every profile has. */
export interface RuleResult {
  /** Of the profile's rule; checks that every profile has are named `check.<what>`. */
  readonly rule: string
  readonly step: Step
  /** Null for a check of the file or the sheet. */
  readonly metric: string | null
  readonly definition: string | null
  /** Unrounded. */
  readonly value: number | null
  readonly comparison: Comparison | null
  readonly limit: number | null
  readonly outcome: RuleOutcome
  /** What is so, in one sentence. */
  readonly sentence: string
  /** What to do about it, where something is to be done. */
  readonly nextStep: string | null
}

/** What to sequence more of the same library, and what the library model says will come of it. */
export interface TopUpOrder {
  /** Read pairs to sequence, mapped or not. */
  readonly readPairs: number
  readonly gigabases: number
  readonly lanes: number
  /** Values to be had when the order is in, by rule. */
  readonly predicted: readonly { readonly rule: string; readonly metric: string; readonly value: number }[]
  /** Fraction of mapped pairs, 0 to 1. */
  readonly duplicateFraction: number
  /** Pairs examined N, unique ones C and the library X that explains both. */
  readonly library: { readonly pairs: number; readonly uniquePairs: number; readonly size: number }
  readonly sentence: string
}

/** A column that the profile depends on: its value for this sample, and who says so. */
export interface ResolvedCondition {
  readonly value: string
  readonly from: 'sheet' | 'file' | 'assumed'
}

export interface Verdict {
  readonly sample: string
  readonly profile: { readonly name: string; readonly version: string; readonly status: string }
  readonly state: VerdictState
  /** True of PASS, WARN and EXEMPT. */
  readonly releasable: boolean
  readonly conditions: Readonly<Record<string, ResolvedCondition>>
  /** The rule or check that decided; null when nothing stood against it. */
  readonly decidedBy: string | null
  readonly reason: string
  readonly nextStep: string
  /** Only with TOPUP. */
  readonly order: TopUpOrder | null
  readonly rules: readonly RuleResult[]
  /** Read groups that the sample was judged without, where any were left out. */
  readonly leftOut?: readonly string[]
}

export function isReleasable(state: VerdictState): boolean {
  return state === 'PASS' || state === 'WARN' || state === 'EXEMPT'
}
