// Read pairs as MarkDuplicates examines them: primary reads whose mate is mapped as they are, halved and truncated
// (Picard 2.27.5, DuplicationMetrics.java).
import { countRecords, flag, notPrimary } from './flags.ts'
import type { Observation } from './observation.ts'

/** Pairs of which both mates are mapped, of reads with all of these FLAG bits. */
export function mappedPairs(observation: Observation, bits: number): bigint {
  const none = notPrimary | flag.unmapped | flag.mateUnmapped
  return countRecords(observation, { all: bits | flag.paired, none }) / 2n
}
