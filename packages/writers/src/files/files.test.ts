// What holds of every writer: its name, and that it writes what the standard composes.
import { emptyPartial } from '@genomsyn/partial'
import { evaluate, type Observation, type SampleResult } from '@genomsyn/standard'
import { describe, expect, it } from 'vitest'
import { writers } from './index.ts'

const observation: Observation = {
  counts: emptyPartial(['flags'], 1).counts,
  contigs: [{ name: 'contig', length: 1000 }],
  territory: null,
  coordinateSorted: true,
  programs: [],
}
const result: SampleResult = {
  sample: 'NA12878',
  observation,
  evaluation: evaluate(observation),
  file: { eofMarker: true, missingEofAllowed: false, sortOrder: 'unknown', readGroups: [], samples: [], referenceMatch: null },
  provenance: { tool: { name: 'genomsyn', version: '0.1.0' }, reference: null, territory: null },
}

describe('the files of a sample', () => {
  it('are the GA4GH document and its superset', () => {
    expect(writers.map((writer) => writer.fileName('NA12878'))).toEqual(['NA12878.genomsyn.json', 'NA12878.metrics.json'])
    expect(new Set(writers.map(({ id }) => id)).size).toBe(writers.length)
  })

  it.each(writers)('$id writes JSON that names the sample', (writer) => {
    const document = JSON.parse(writer.write(result)) as { biosample: unknown; wgs_qc_metrics: unknown }
    expect(document.biosample).toEqual({ id: 'NA12878' })
    expect(document.wgs_qc_metrics).toMatchObject({ variant_metrics: {} })
  })

  it.each(writers)('$id keeps a sample name from leading out of the folder', (writer) => {
    expect(writer.fileName('../a\\b\n')).toMatch(/^\.\._a_b_\.\w+\.json$/)
  })
})
