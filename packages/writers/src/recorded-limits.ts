// The limits of a profile that hold for a sample, out of the rules of its verdict.
import type { SavedRule } from '@genomsyn/standard'
import type { RecordedLimit } from './run-record.ts'

/** In the order of the profile; without those that are not for the sample, or that it is exempt from. */
export function recordedLimits(rules: readonly SavedRule[]): RecordedLimit[] {
  return rules.flatMap(({ metric, comparison, limit, outcome }) => {
    if (metric === null || comparison === null || limit === null) return []
    if (outcome === 'NOT_APPLICABLE' || outcome === 'EXEMPT') return []
    return [{ metric, comparison, limit, kept: outcome === 'PASS' }]
  })
}
