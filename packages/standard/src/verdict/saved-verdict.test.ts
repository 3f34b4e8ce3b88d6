// Saved verdicts, read back: the same verdict that was written, whatever else the file says.
import { describe, expect, it } from 'vitest'
import { profileOf } from '../../test/profiles.ts'
import { saved } from '../../test/saved-documents.ts'
import { judge } from './judge.ts'
import { readVerdict } from './saved-verdict.ts'
import type { Verdict } from './verdict.ts'
import { formatVerdict } from './verdict-document.ts'

const profile = profileOf([{ id: 'depth', at_least: 40, otherwise: 'TOPUP' }])

/** What the document does not tell is not read. */
function withoutSteps({ order, rules, ...rest }: Verdict): unknown {
  const { sentence: _, ...kept } = order ?? { sentence: '' }
  return { ...rest, order: order === null ? null : kept, rules: rules.map(({ step: __, ...rule }) => rule) }
}

describe('a saved verdict', () => {
  it.each([
    ['with an order', { mean_autosome_coverage: 34.2 }],
    ['that passes', { mean_autosome_coverage: 41 }],
    ['that is held', { mean_autosome_coverage: null }],
  ])('%s is read as it was given', (_, metrics) => {
    const verdict = judge(saved({ metrics }), { specimen: 'blood' }, profile)
    expect(readVerdict(JSON.parse(formatVerdict(verdict)))).toEqual(withoutSteps(verdict))
  })

  it('of a later minor version is read too', () => {
    const verdict = judge(saved(), {}, profile)
    const later = { ...(JSON.parse(formatVerdict(verdict)) as object), schema_version: '1.7', more: [1] }
    expect(readVerdict(later)).toMatchObject({ state: verdict.state, reason: verdict.reason })
  })

  it.each([
    [[], '$'],
    [{ schema_version: '2.0' }, '$.schema_version'],
    [{}, '$.schema_version'],
    [{ schema_version: '1.0', verdict: 'FINE' }, '$.verdict'],
    [{ schema_version: '1.0', verdict: 'PASS', reason: 'x' }, '$.next_step'],
  ])('that is none says where: %j', (json, path) => {
    expect(readVerdict(json)).toMatchObject({ path })
  })
})
