// Counts by FLAG as `samtools flagstat` 1.16.1 gives them (bam_stat.c).
import type { AlignmentRecord } from '../sam/alignment-record.ts'
import {
  DUPLICATE,
  MATE_UNMAPPED,
  PAIRED,
  PROPER_PAIR,
  QC_FAIL,
  READ1,
  READ2,
  SECONDARY,
  SUPPLEMENTARY,
  UNMAPPED,
} from '../sam/flags.ts'

const RULES = {
  total: () => true,
  primary: isPrimary,
  secondary: ({ flag }) => has(flag, SECONDARY),
  supplementary: ({ flag }) => has(flag, SUPPLEMENTARY) && !has(flag, SECONDARY),
  duplicates: ({ flag }) => has(flag, DUPLICATE),
  primaryDuplicates: (record) => isPrimary(record) && has(record.flag, DUPLICATE),
  mapped: isMapped,
  primaryMapped: (record) => isPrimary(record) && isMapped(record),
  paired: isPairedPrimary,
  read1: (record) => isPairedPrimary(record) && has(record.flag, READ1),
  read2: (record) => isPairedPrimary(record) && has(record.flag, READ2),
  properlyPaired: (record) => isPairedPrimary(record) && has(record.flag, PROPER_PAIR) && isMapped(record),
  bothMapped,
  singletons: (record) => isPairedPrimary(record) && isMapped(record) && has(record.flag, MATE_UNMAPPED),
  mateOnOtherContig,
  mateOnOtherContigMapq5: (record) => mateOnOtherContig(record) && record.mappingQuality >= 5,
} satisfies Record<string, (record: AlignmentRecord) => boolean>

export type FlagCount = keyof typeof RULES

/** [records that pass the quality checks of the instrument, records that fail them (0x200)]. */
export type FlagCounts = Readonly<Record<FlagCount, [passed: number, failed: number]>>

export function flagCounts(records: Iterable<AlignmentRecord>): FlagCounts {
  const names = Object.keys(RULES) as FlagCount[]
  const counts = Object.fromEntries(names.map((name) => [name, [0, 0]])) as Record<FlagCount, [number, number]>
  for (const record of records) {
    const column = has(record.flag, QC_FAIL) ? 1 : 0
    for (const name of names) if (RULES[name](record)) counts[name][column]++
  }
  return counts
}

function has(flag: number, bit: number): boolean {
  return (flag & bit) !== 0
}

function isPrimary({ flag }: AlignmentRecord): boolean {
  return !has(flag, SECONDARY | SUPPLEMENTARY)
}

function isMapped({ flag }: AlignmentRecord): boolean {
  return !has(flag, UNMAPPED)
}

function isPairedPrimary(record: AlignmentRecord): boolean {
  return isPrimary(record) && has(record.flag, PAIRED)
}

function bothMapped(record: AlignmentRecord): boolean {
  return isPairedPrimary(record) && isMapped(record) && !has(record.flag, MATE_UNMAPPED)
}

function mateOnOtherContig(record: AlignmentRecord): boolean {
  return bothMapped(record) && record.contig !== record.mateContig
}
