// The published form of verdicts, and that verdicts have it.
import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { saved, type SavedFacts } from '../../test/saved-documents.ts'
import { formatJson } from '../json-text.ts'
import { profiles } from '../profiles/index.ts'
import { judge } from './judge.ts'
import { formatVerdict } from './verdict-document.ts'
import { verdictSchema } from './verdict-schema.ts'

const validate = new Ajv2020({ strict: true }).compile(verdictSchema())

const samples: readonly [string, SavedFacts][] = [
  ['a good sample', {}],
  ['a shallow one', { metrics: { mean_autosome_coverage: 26.5, mean_genome_coverage: 26 } }],
  ['a very shallow one', { metrics: { mean_autosome_coverage: 5 } }],
  ['a contaminated one', { aln: { cross_contamination_rate: 0.2 } }],
  ['one without metrics', { metrics: { mean_autosome_coverage: null, pct_bases_q30: null } }],
]

describe('the schema of verdicts', () => {
  it('is published as it is today', () => {
    const published = readFileSync(new URL('../../schema/verdict-1.0.schema.json', import.meta.url), 'utf8')
    expect(published, 'run node generate.mjs').toBe(formatJson(verdictSchema()))
  })

  it.each(samples)('fits the verdict of %s by each profile', (_name, facts) => {
    const verdicts = profiles.map((profile) => judge(saved(facts), { specimen: 'blood', sex: 'female' }, profile))
    const misfits = verdicts.filter((verdict) => !validate(JSON.parse(formatVerdict(verdict))))
    expect(misfits.map(({ reason }) => reason)).toEqual([])
  })
})
