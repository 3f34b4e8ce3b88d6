// Samples that are short of depth or breadth, judged.
import { describe, expect, it } from 'vitest'
import { profileOf } from '../../test/profiles.ts'
import { saved, type SavedFacts } from '../../test/saved-documents.ts'
import type { Rule, TopUpLimits } from '../profile/profile.ts'
import { judge } from '../verdict/judge.ts'
import type { Verdict } from '../verdict/verdict.ts'

const coverage: Partial<Rule> = { at_least: 30, otherwise: 'TOPUP' }
const roomy: TopUpLimits = { max_duplicate_fraction: 0.25, read_pairs_per_lane: 50_000_000, max_lanes: 20 }

function judged(facts: SavedFacts, rules: readonly Partial<Rule>[] = [coverage], limits = roomy): Verdict {
  return judge(saved(facts), {}, profileOf(rules, { top_up: limits }))
}

const shallow = { metrics: { mean_autosome_coverage: 26.5 } }

describe('a sample at 26.5x of 400 million pairs, 40 million of them duplicates', () => {
  const { state, order, nextStep } = judged(shallow)

  it('is topped up by 59.877 million pairs to 30x', () => {
    expect(state).toBe('TOPUP')
    expect(order!.readPairs / 1e6).toBeCloseTo(59.877, 3)
    expect(order!.predicted[0]!.value).toBeCloseTo(30, 9)
    expect(order!.duplicateFraction).toBeCloseTo(0.1138, 4)
    expect(order!.library.size / 1e9).toBeCloseTo(1.864317392, 6)
  })

  it('gets an order that can be read out', () => {
    expect(nextStep).toMatch(
      /^order 59,87\d,\d{3} more read pairs of the same library \(about 18\.0 Gb\); predicted: mean autosome coverage 30\.00x, 11\.38 % duplicates$/,
    )
    expect(order!.lanes).toBe(2)
  })

  it('orders unmapped pairs along with mapped ones', () => {
    const { order: withUnmapped } = judged({ metrics: { ...shallow.metrics, reads_paired_primary: 1_000_000_000 } })
    expect(withUnmapped!.readPairs / order!.readPairs).toBeCloseTo(1.25, 6)
  })
})

describe('a library that is used up', () => {
  it('is made anew when the target is larger than it', () => {
    const verdict = judged({ metrics: { mean_autosome_coverage: 5 } })
    expect(verdict).toMatchObject({ state: 'NEWLIB', order: null })
    expect(verdict.reason).toContain(
      '2,160.0 million unique read pairs would be needed, and the library has 1,864.3 million molecules',
    )
  })

  it('is made anew when duplicates or lanes would be too many', () => {
    expect(judged(shallow, [coverage], { ...roomy, max_duplicate_fraction: 0.11 }).reason).toContain(
      'would be 11.4 % duplicates, and at most 11.0 % are allowed',
    )
    expect(judged(shallow, [coverage], { ...roomy, max_lanes: 1 })).toMatchObject({ state: 'NEWLIB', order: null })
  })
})

describe('breadth that is short', () => {
  const breadth: Partial<Rule> = { metric: 'pct_autosomes_15x', at_least: 95, otherwise: 'TOPUP' }

  it('is predicted by the negative binomial', () => {
    const facts = { metrics: { mean_autosome_coverage: 24, sd_autosome_coverage: 6.9, pct_autosomes_15x: 92 } }
    const verdict = judged(facts, [breadth])
    expect(verdict.state).toBe('TOPUP')
    expect(verdict.order!.predicted[0]!.value).toBeCloseTo(95, 6)
  })

  it('that no depth gives asks for a new library', () => {
    const facts = { metrics: { mean_autosome_coverage: 60, sd_autosome_coverage: 9, pct_autosomes_15x: 91 } }
    expect(judged(facts, [breadth])).toMatchObject({ state: 'NEWLIB' })
    expect(judged(facts, [breadth]).reason).toContain('too many positions are not reached at all')
  })

  it('and depth together are ordered for the one that needs more', () => {
    const facts = { metrics: { mean_autosome_coverage: 24, sd_autosome_coverage: 6.9, pct_autosomes_15x: 92 } }
    const both = judged(facts, [coverage, breadth]).order!
    expect(both.predicted.map(({ metric }) => metric)).toEqual(['mean_autosome_coverage', 'pct_autosomes_15x'])
    expect(both.readPairs).toBe(judged(facts, [coverage]).order!.readPairs)
    expect(both.predicted[1]!.value).toBeGreaterThan(95)
  })
})

describe('yield that is short', () => {
  it('grows with every pair, duplicate or not', () => {
    const verdict = judged({ metrics: { yield_bp_q30: 80e9 } }, [{ metric: 'yield_bp_q30', at_least: 100e9, otherwise: 'TOPUP' }])
    expect(verdict.order!.readPairs).toBe(100_000_000)
  })
})

describe('what cannot be predicted', () => {
  it('is held: without marked duplicates the library is unknown', () => {
    const verdict = judged({ ...shallow, integrity: { duplicates_marked: false } })
    expect(verdict).toMatchObject({ state: 'HOLD', order: null })
    expect(verdict.reason).toContain('duplicates are not marked')
  })

  it('is held: an old document has no counts of read pairs', () => {
    const verdict = judged({ metrics: { ...shallow.metrics, read_pairs_mapped: null } })
    expect(verdict.state).toBe('HOLD')
    expect(verdict.reason).toContain('no counts of read pairs')
  })

  it('is a new library where coverage is 0', () => {
    expect(judged({ metrics: { mean_autosome_coverage: 0 } }).state).toBe('NEWLIB')
  })
})
