// Facts about the file that decide how far its metrics can be trusted. Not metrics: nothing here is a number to compare.
import { duplicatesAreMarked } from './duplicates.ts'
import { countBases, countRecords, flag, primary, sequences } from './flags.ts'
import type { JsonObject } from './json-text.ts'
import type { Observation } from './observation.ts'
import type { ReadGroupFacts, SampleResult } from './provenance.ts'

/** Mean length from which reads are called long; short-read instruments end near 600. */
const LONG_READ_BP = 1000n

export type ReadType = 'paired_end' | 'single_end' | 'paired_and_single_end' | 'long_read'

/** By the PAIRED bit and mean length of primary reads; null without reads. */
export function readTypeOf(observation: Observation): ReadType | null {
  const reads = countRecords(observation, sequences)
  if (reads === 0n) return null
  if (countBases(observation, primary) >= LONG_READ_BP * reads) return 'long_read'
  const paired = countRecords(observation, { ...sequences, all: flag.paired })
  if (paired === 0n) return 'single_end'
  return paired === reads ? 'paired_end' : 'paired_and_single_end'
}

export function integritySection({ observation, file }: SampleResult): JsonObject {
  const { flags, bases, integrity, 'quality-source': qualities } = observation.counts
  return {
    eof_marker_ok: file.eofMarker,
    missing_eof_allowed: file.missingEofAllowed,
    sort_order: file.sortOrder,
    coordinate_sorted: observation.coordinateSorted,
    records_out_of_order: integrity?.[1] ?? null,
    records_past_contig_end: integrity?.[2] ?? null,
    records_with_long_cigar: integrity?.[3] ?? null,
    duplicates_marked: flags === undefined ? null : duplicatesAreMarked(observation),
    read_type: flags === undefined || bases === undefined ? null : readTypeOf(observation),
    has_oq: qualities === undefined ? null : qualities[1]! > 0n,
    reads_without_qualities: qualities?.[2] ?? null,
    reference_match: file.referenceMatch,
    samples: [...file.samples],
    read_groups: file.readGroups.map(readGroupSection),
  }
}

function readGroupSection({ id, sample, library, platform }: ReadGroupFacts): JsonObject {
  return { id, sample: sample ?? null, library: library ?? null, platform: platform ?? null }
}
