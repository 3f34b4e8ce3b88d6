// The FLAG bits of a record by name (SAMv1 section 1.4, 2024-11), and sums of records and bases over them.
import { countsOf, type Observation } from './observation.ts'

export const flag = {
  paired: 0x1,
  properPair: 0x2,
  unmapped: 0x4,
  mateUnmapped: 0x8,
  secondary: 0x100,
  qcFail: 0x200,
  duplicate: 0x400,
  supplementary: 0x800,
} as const

/** Which records: FLAG bits that are all set, bits of which none is set, and whether SEQ is there or `*`. */
export interface RecordSelection {
  readonly all?: number
  readonly none?: number
  readonly sequence?: 'present' | 'absent'
}

const SEQUENCE_ABSENT = 1 << 12
const FLAG_VALUES = 4096

/** FLAG bits of a record that is not a read's primary line. */
export const notPrimary = flag.secondary | flag.supplementary

/** Primary reads, whether SEQ is present or not. */
export const primary: RecordSelection = { none: notPrimary }

/** What samtools stats calls sequences: primary reads with a stored sequence (samtools 1.16.1, stats.c). */
export const sequences: RecordSelection = { none: notPrimary, sequence: 'present' }

/** Number of records that a selection holds. */
export function countRecords(observation: Observation, selection: RecordSelection): bigint {
  const counts = countsOf(observation, 'flags')
  let records = 0n
  for (let value = 0; value < FLAG_VALUES; value++) {
    if (!isSelected(value, selection)) continue
    if (selection.sequence !== 'absent') records += counts[value]!
    if (selection.sequence !== 'present') records += counts[value | SEQUENCE_ABSENT]!
  }
  return records
}

/** Bases of SEQ in the records that a selection holds. */
export function countBases(observation: Observation, selection: RecordSelection): bigint {
  const counts = countsOf(observation, 'bases')
  let bases = 0n
  for (let value = 0; value < FLAG_VALUES; value++) {
    if (isSelected(value, selection)) bases += counts[value]!
  }
  return bases
}

function isSelected(value: number, { all = 0, none = 0 }: RecordSelection): boolean {
  return (value & all) === all && (value & none) === 0
}
