// Percentages of records, computed in the order in which the reference implementation multiplies and divides.
import { absent, type Absent } from './absence.ts'
import { countRecords, type RecordSelection } from './flags.ts'
import type { Observation } from './observation.ts'

/**
 * 100 * part / whole, 0..100, the product first as awk computes it (NPM-sample-qc 0.13.5, modules); `no_reads` when the
 * whole holds none.
 */
export function percentOfRecords(observation: Observation, part: RecordSelection, whole: RecordSelection): number | Absent {
  const denominator = countRecords(observation, whole)
  if (denominator === 0n) return absent('no_reads')
  return (100 * Number(countRecords(observation, part))) / Number(denominator)
}
