// A profile changed: who changes with it, and nobody else.
import { describe, expect, it } from 'vitest'
import { profileOf } from '../../test/profiles.ts'
import { saved } from '../../test/saved-documents.ts'
import { backtest } from './backtest.ts'

function withBreadth(limit: number): ReturnType<typeof profileOf> {
  return profileOf([
    { id: 'depth', at_least: 30, otherwise: 'FAIL' },
    { id: 'breadth', metric: 'pct_autosomes_15x', at_least: limit, otherwise: 'FAIL' },
  ])
}

const breadths: [facility: string, breadth: number, depth?: number][] = [
  ['East', 95.05],
  ['East', 95.3],
  ['West', 95.1999],
  ['West', 95.2],
  ['West', 94.9],
  ['West', 95.1, 20],
  ['', 99],
]
const samples = breadths.map(([facility, breadth, depth = 34]) => ({
  document: saved({ metrics: { pct_autosomes_15x: breadth, mean_autosome_coverage: depth } }),
  sheet: { facility },
}))

describe('a breadth limit raised by 0.2 points', () => {
  const result = backtest(samples, withBreadth(95), withBreadth(95.2))

  it('changes exactly the samples between the two limits', () => {
    expect(result.samples).toBe(7)
    expect(result.changes).toMatchObject([
      { site: 'East', before: 'PASS', after: 'FAIL', rule: 'breadth' },
      { site: 'West', before: 'PASS', after: 'FAIL', rule: 'breadth' },
    ])
    expect(result.changes[1]!.reason).toBe('percent autosomes covered >= 15x is 95.1999 %, and at least 95.2 % is asked for')
  })

  it('is counted per site', () => {
    expect(result.bySite).toEqual([
      { name: '', samples: 1, changed: 0 },
      { name: 'East', samples: 2, changed: 1 },
      { name: 'West', samples: 4, changed: 1 },
    ])
  })

  it('is counted per rule, also where another rule had decided already', () => {
    expect(result.byRule).toEqual([{ rule: 'breadth', before: 'PASS', after: 'FAIL', samples: 3 }])
  })

  it('undone is told by the rule that decided before', () => {
    const undone = backtest(samples, withBreadth(95.2), withBreadth(95))
    expect(undone.changes.map(({ after, rule }) => [after, rule])).toEqual([
      ['PASS', 'breadth'],
      ['PASS', 'breadth'],
    ])
  })
})

it('a rule that only one profile has is told as such', () => {
  const one = profileOf([{ id: 'depth', at_least: 30, otherwise: 'FAIL' }])
  const other = profileOf([{ id: 'mean-depth', at_least: 30, otherwise: 'FAIL' }])
  expect(backtest(samples.slice(0, 1), one, other)).toMatchObject({
    changes: [],
    byRule: [
      { rule: 'depth', before: 'PASS', after: null },
      { rule: 'mean-depth', before: null, after: 'PASS' },
    ],
  })
})
