// Whether duplicates were marked at all: without that, a duplicate rate of 0 would be a lie.
import { absent, type Absent } from './absence.ts'
import { countRecords, flag } from './flags.ts'
import type { Observation } from './observation.ts'

/** Names of programs that mark duplicates: MarkDuplicates, markdup, bammarkduplicates2, samblaster, dedup … */
const MARKING_PROGRAM = /mark[-_]?dup|samblaster|streammd|dedup/i

/** True when any record is marked, or a program that marks them is named in the header. */
export function duplicatesAreMarked(observation: Observation): boolean {
  return (
    countRecords(observation, { all: flag.duplicate }) > 0n || observation.programs.some((name) => MARKING_PROGRAM.test(name))
  )
}

/** Why a share of duplicates cannot be given; null when it can. */
export function duplicatesUnknown(observation: Observation): Absent | null {
  if (countRecords(observation, {}) === 0n) return absent('no_reads')
  return duplicatesAreMarked(observation) ? null : absent('duplicates_not_marked')
}
