// The rows of `samtools flagstat` from our counts by FLAG.
import { flags } from '@genomsyn/simulate'
import { type Counted, sumWhere } from './measured.ts'

const { SECONDARY, SUPPLEMENTARY, DUPLICATE, UNMAPPED, PAIRED, READ1, READ2, PROPER_PAIR, MATE_UNMAPPED, QC_FAIL } = flags

/** Bits that must be set, and bits that must not. */
type Rule = readonly [all: number, none: number]

const PRIMARY = SECONDARY | SUPPLEMENTARY

const rules: Readonly<Record<string, Rule>> = {
  'in total': [0, 0],
  primary: [0, PRIMARY],
  secondary: [SECONDARY, 0],
  supplementary: [SUPPLEMENTARY, SECONDARY],
  duplicates: [DUPLICATE, 0],
  'primary duplicates': [DUPLICATE, PRIMARY],
  mapped: [0, UNMAPPED],
  'primary mapped': [0, UNMAPPED | PRIMARY],
  'paired in sequencing': [PAIRED, PRIMARY],
  read1: [PAIRED | READ1, PRIMARY],
  read2: [PAIRED | READ2, PRIMARY],
  'properly paired': [PAIRED | PROPER_PAIR, UNMAPPED | PRIMARY],
  'with itself and mate mapped': [PAIRED, UNMAPPED | MATE_UNMAPPED | PRIMARY],
  singletons: [PAIRED | MATE_UNMAPPED, UNMAPPED | PRIMARY],
}

/** Passed and failed by the row's label. */
export function flagstatRows({ counts }: Counted): Record<string, { passed: number; failed: number }> {
  const byFlag = Object.entries(rules).map(([label, rule]) => [label, row(counts.flags, rule)] as const)
  const [passedLow, failedLow, passedHigh, failedHigh] = Array.from(counts['mate-contig'], Number) as [
    number,
    number,
    number,
    number,
  ]
  return {
    ...Object.fromEntries(byFlag),
    'with mate mapped to a different chr': { passed: passedLow + passedHigh, failed: failedLow + failedHigh },
    'with mate mapped to a different chr (mapQ>=5)': { passed: passedHigh, failed: failedHigh },
  }
}

function row(words: BigUint64Array, [all, none]: Rule): { passed: number; failed: number } {
  const matches = (index: number): boolean => (index & all) === all && (index & none) === 0
  const passed = sumWhere(words, (index) => matches(index) && !(index & QC_FAIL))
  return { passed, failed: sumWhere(words, (index) => matches(index) && (index & QC_FAIL) !== 0) }
}
