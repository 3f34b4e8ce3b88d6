// The FLAG bits of a record by name (SAMv1 section 1.4, 2024-11), and sums of records and bases over them.
import { countsOf, type Observation } from './observation.ts'
import { occurring } from './occurring.ts'

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

/** From here on the index of the count `flags` is of records without SEQ. */
const FLAG_VALUES = 4096

/** FLAG bits of a record that is not a read's primary line. */
export const notPrimary = flag.secondary | flag.supplementary

/** Primary reads, whether SEQ is present or not. */
export const primary: RecordSelection = { none: notPrimary }

/** What samtools stats calls sequences: primary reads with a stored sequence (samtools 1.16.1, stats.c). */
export const sequences: RecordSelection = { none: notPrimary, sequence: 'present' }

/** Number of records that a selection holds. */
export function countRecords(observation: Observation, selection: RecordSelection): bigint {
  const { sequence } = selection
  return sumOver(countsOf(observation, 'flags'), (index) => {
    const absent = index >= FLAG_VALUES
    if (sequence !== undefined && absent !== (sequence === 'absent')) return false
    return isSelected(index % FLAG_VALUES, selection)
  })
}

/** Bases of SEQ in the records that a selection holds. */
export function countBases(observation: Observation, selection: RecordSelection): bigint {
  return sumOver(countsOf(observation, 'bases'), (index) => isSelected(index, selection))
}

/** Bases that these records align to the reference. */
export function countAlignedBases(observation: Observation, selection: RecordSelection): bigint {
  return sumOver(countsOf(observation, 'aligned-bases'), (index) => isSelected(index, selection))
}

function sumOver(counts: BigUint64Array, holds: (index: number) => boolean): bigint {
  let sum = 0n
  for (const [index, count] of occurring(counts)) if (holds(index)) sum += count
  return sum
}

function isSelected(value: number, { all = 0, none = 0 }: RecordSelection): boolean {
  return (value & all) === all && (value & none) === 0
}
