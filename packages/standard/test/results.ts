// A sample's whole result for tests: a small observation with all the facts around it.
import { evaluate } from '../src/evaluate.ts'
import type { Observation } from '../src/observation.ts'
import type { SampleResult } from '../src/provenance.ts'

/** A result over an observation, with one read group and a territory given by the user. */
export function resultOf(observation: Observation, facts: Partial<SampleResult> = {}): SampleResult {
  return {
    sample: 'HG00552',
    observation,
    evaluation: evaluate(observation),
    file: {
      eofMarker: true,
      missingEofAllowed: false,
      sortOrder: 'coordinate',
      readGroups: [{ id: 'lane1', sample: 'HG00552' }],
      samples: ['HG00552'],
      referenceMatch: null,
    },
    provenance: {
      tool: { name: 'genomsyn', version: '0.1.0' },
      reference: null,
      territory: {
        name: 'targets.bed',
        chosenBy: 'regions_option',
        regionsBp: 900,
        regionsSha256: 'a'.repeat(64),
        bp: 900,
        maskRule: 'none',
        maskSha256: null,
        contigNaming: null,
      },
    },
    ...facts,
  }
}
