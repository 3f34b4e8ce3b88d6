// Counts to a result: what the standard makes of them, and what is known of file and reference.
import { samplesOf } from '@genomsyn/hts'
import { evaluate, type FileFacts, type Observation, type SampleResult } from '@genomsyn/standard'
import type { CountedInput } from './count-input.ts'
import type { ChosenTerritory } from './territory.ts'
import { version } from './version.ts'

/** Word of the count `integrity` that holds the records out of coordinate order. */
const RECORDS_OUT_OF_ORDER = 1

/** What a call knows of a sample besides its counts. */
export interface SampleFacts {
  readonly sample: string
  readonly territory: ChosenTerritory | null
  /** Name of the reference given; it was checked against the header. */
  readonly reference: string | null
  readonly missingEofAllowed: boolean
}

export function sampleResult(counted: CountedInput, facts: SampleFacts): SampleResult {
  const observation = observe(counted, facts.territory)
  const { sample, reference, territory } = facts
  const provenance = { tool: { name: 'genomsyn', version }, reference, territory: territory?.provenance ?? null }
  return { sample, observation, evaluation: evaluate(observation), file: fileFacts(counted, facts), provenance }
}

function observe({ header, partial }: CountedInput, territory: ChosenTerritory | null): Observation {
  return {
    counts: partial.counts,
    contigs: header.contigs,
    territory: territory === null ? null : { bp: territory.provenance.bp },
    coordinateSorted: partial.counts.integrity?.[RECORDS_OUT_OF_ORDER] === 0n,
    programs: header.programs.map(({ id, name }) => name ?? id),
  }
}

function fileFacts({ header, eofMarker }: CountedInput, { missingEofAllowed, reference }: SampleFacts): FileFacts {
  const { sortOrder, readGroups } = header
  return {
    eofMarker,
    missingEofAllowed,
    sortOrder,
    readGroups,
    samples: samplesOf(header),
    referenceMatch: reference === null ? null : true,
  }
}
