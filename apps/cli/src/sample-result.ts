// Counts to a result: what the standard makes of them, and what is known of file and reference.
import { type AlignmentHeader, type ReadGroup, type Reference, samplesOf } from '@genomsyn/hts'
import { type CountId, type Counts, emptyCounts } from '@genomsyn/partial'
import { evaluate, type FileFacts, type Observation, type ObservedContig, type SampleResult } from '@genomsyn/standard'
import type { CountedInput } from './count-input.ts'
import { TERRITORY_COUNTS } from './measurement.ts'
import type { ChosenTerritory } from './territory.ts'
import { version } from './version.ts'

/** Word of the count `integrity` that holds the records out of coordinate order. */
const RECORDS_OUT_OF_ORDER = 1

/** Those of them that are kept by read group. */
const ROW_COUNTS: readonly CountId[] = ['wgs-exclusions', 'depth-without']

/** What a call knows of a sample besides its counts. */
export interface SampleFacts {
  readonly sample: string
  readonly territory: ChosenTerritory | null
  /** Checked against the header. */
  readonly reference: Reference | null
  /** Those counted; null for all records. */
  readonly readGroups: readonly ReadGroup[] | null
  readonly missingEofAllowed: boolean
}

export function sampleResult(counted: CountedInput, facts: SampleFacts): SampleResult {
  const { sample, reference, territory } = facts
  const observation = observe(counted, facts)
  return {
    sample,
    observation,
    evaluation: evaluate(observation),
    file: fileFacts(counted, facts),
    provenance: {
      tool: { name: 'genomsyn', version },
      reference: reference?.name ?? null,
      territory: territory?.provenance ?? null,
    },
  }
}

function observe({ header, partial }: CountedInput, { territory, reference }: SampleFacts): Observation {
  return {
    counts: withoutGaps(partial.counts, partial.contigCount, TERRITORY_COUNTS),
    ...(partial.readGroups && { readGroups: partial.readGroups.map((row) => withoutGaps(row, partial.contigCount, ROW_COUNTS)) }),
    contigs: reference === null ? header.contigs : withMd5(header, reference),
    territory: territory === null ? null : { bp: territory.provenance.bp },
    basesMissing: partial.basesMissing ?? false,
    coordinateSorted: partial.counts.integrity?.[RECORDS_OUT_OF_ORDER] === 0n,
    programs: header.programs.map(({ id, name }) => name ?? id),
  }
}

/** Counts that were left out because there is no territory are those of no position at all. */
function withoutGaps(counts: Counts, contigCount: number, ids: readonly CountId[]): Counts {
  return { ...emptyCounts(ids, contigCount), ...counts }
}

/** Where the header has no M5, the reference's; where it has one they are the same. */
function withMd5({ contigs }: AlignmentHeader, reference: Reference): ObservedContig[] {
  return contigs.map((contig) => ({ md5: reference.find(contig.name)!.md5, ...contig }))
}

function fileFacts({ format, header, eofMarker }: CountedInput, facts: SampleFacts): FileFacts {
  const { missingEofAllowed, reference } = facts
  const readGroups = facts.readGroups ?? header.readGroups
  return {
    ...(format.name === 'CRAM' ? { cramVersion: `${format.version.major}.${format.version.minor}` } : {}),
    eofMarker,
    missingEofAllowed,
    sortOrder: header.sortOrder,
    readGroups,
    samples: samplesOf({ ...header, readGroups }),
    referenceMatch: reference === null ? null : true,
  }
}
