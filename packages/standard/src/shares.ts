// Percentages of records, computed in the order in which the reference implementation multiplies and divides.
import { absent, type Absent } from './absence.ts'
import { countRecords, type RecordSelection } from './flags.ts'
import type { Observation } from './observation.ts'

/** 100 * part / whole, 0..100; `no_reads` when the whole holds none. */
export function percentOfRecords(observation: Observation, part: RecordSelection, whole: RecordSelection): number | Absent {
  const denominator = countRecords(observation, whole)
  if (denominator === 0n) return absent('no_reads')
  return percent(countRecords(observation, part), denominator)
}

/** 100 * part / whole as awk computes it: the product first (NPM-sample-qc 0.13.5, modules). */
export function percent(part: bigint, whole: bigint): number {
  return (100 * Number(part)) / Number(whole)
}
