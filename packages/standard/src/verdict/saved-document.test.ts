// Documents of today, of a year ago and of a year from now.
import { describe, expect, it } from 'vitest'
import { observePair } from '../../test/observations.ts'
import { profileOf } from '../../test/profiles.ts'
import { resultOf } from '../../test/results.ts'
import { savedJson } from '../../test/saved-documents.ts'
import { formatGenomsynDocument } from '../genomsyn-document.ts'
import { judge } from './judge.ts'
import { isFault, readDocument, type SavedDocument } from './saved-document.ts'
import { formatVerdict } from './verdict-document.ts'

function read(json: unknown): SavedDocument {
  const document = readDocument(json)
  if (isFault(document)) throw new Error(document.problem)
  return document
}

const profile = profileOf([{ id: 'depth', at_least: 30, otherwise: 'FAIL' }], { conditions: {} })

describe('a saved document', () => {
  it('of this version is read as it was written', () => {
    const result = resultOf(observePair({ counts: { 'wgs-depth': [[1, 450]] } }))
    const document = read(JSON.parse(formatGenomsynDocument(result)))
    expect(document).toMatchObject({
      sample: 'HG00552',
      definition: 'ga4gh-wgs-qc-1.0@0.1.0',
      eofMarker: true,
      territory: { name: 'targets.bed', chosenBy: 'regions_option', bp: 900 },
    })
    expect(document.metrics['mean_autosome_coverage']).toBe(result.evaluation.mean_autosome_coverage.value)
    expect(document.reasons).toEqual((JSON.parse(formatGenomsynDocument(result)) as { reasons: object }).reasons)
  })

  it('of a later 1.x is read, whatever was added', () => {
    const later = { ...savedJson(), schema_version: '1.7', quantum_metrics: { x: [1] } }
    expect(formatVerdict(judge(read(later), {}, profile))).toBe(formatVerdict(judge(read(savedJson()), {}, profile)))
  })

  it('of an earlier 1.x lacks what was added since, and is held only where that is asked for', () => {
    const { contigs: _, ...provenance } = savedJson()['provenance'] as Record<string, unknown>
    const earlier = { ...savedJson(), extended_metrics: { mean_autosome_coverage: 31 }, integrity: {}, provenance }
    expect(judge(read(earlier), {}, profile).state).toBe('PASS')
    const asking = profileOf([{ metric: 'mean_genome_coverage', at_least: 30, otherwise: 'FAIL' }])
    expect(judge(read(earlier), {}, asking)).toMatchObject({ state: 'HOLD' })
  })

  it.each<[string, unknown, string]>([
    ['a list', [], '$: this is no JSON object'],
    ['another file', { a: 1 }, '$.schema_version: it is missing'],
    [
      'another major version',
      { ...savedJson(), schema_version: '2.0' },
      '$.schema_version: version 2.0 is not one this genomsyn reads (1.x)',
    ],
    ['a document without metrics', { ...savedJson(), extended_metrics: null }, '$.extended_metrics: it is missing'],
    ['a document without a name', { ...savedJson(), biosample: {} }, '$.biosample.id: it is missing'],
  ])('is not %s', (_name, json, words) => {
    const fault = readDocument(json)
    expect(isFault(fault) ? `${fault.path}: ${fault.problem}` : '').toBe(words)
  })
})

describe('a verdict', () => {
  it('of an old document by an old profile is the same bytes for ever', async () => {
    const shallow = savedJson({ metrics: { mean_autosome_coverage: 26.5 } })
    const old = profileOf([{ id: 'depth', at_least: 30, otherwise: 'TOPUP' }], {
      name: 'limits-2026',
      conditions: {},
      top_up: { max_duplicate_fraction: 0.25, read_pairs_per_lane: 50_000_000, max_lanes: 4 },
    })
    const golden = '../../test/goldens/limits-2026.verdict.json'
    await expect(formatVerdict(judge(read(shallow), {}, old))).toMatchFileSnapshot(golden)
  })
})
