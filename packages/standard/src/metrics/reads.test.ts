// Counts and shares of reads by FLAG: samtools flagstat and stats are the measure.
import { describe, expect, it } from 'vitest'
import { FIRST_OF_PROPER_PAIR, observe, SECOND_OF_PROPER_PAIR } from '../../test/observations.ts'
import { evaluate } from '../evaluate.ts'

const SEQUENCE_ABSENT = 0x1000
const PAIRED = 0x1
const UNMAPPED = 0x4
const MATE_UNMAPPED = 0x8
const SECONDARY = 0x100
const QC_FAIL = 0x200
const DUPLICATE = 0x400
const SUPPLEMENTARY = 0x800

/** The flag counts of the NA12878 AKT1 slice, as samtools flagstat and stats give them. */
const akt1 = observe({
  counts: {
    flags: [
      [FIRST_OF_PROPER_PAIR, 12_000],
      [FIRST_OF_PROPER_PAIR | DUPLICATE, 1_508],
      [SECOND_OF_PROPER_PAIR, 9],
      [PAIRED, 191],
      [PAIRED | MATE_UNMAPPED, 37],
      [PAIRED | MATE_UNMAPPED | DUPLICATE, 14],
      [PAIRED | UNMAPPED, 36],
      [PAIRED | UNMAPPED | DUPLICATE, 15],
      [FIRST_OF_PROPER_PAIR | SUPPLEMENTARY, 20],
      [FIRST_OF_PROPER_PAIR | SUPPLEMENTARY | DUPLICATE, 1],
    ],
    'mapping-quality': [[0, 16]],
  },
})

describe('reads by FLAG', () => {
  const values = evaluate(akt1)

  it.each([
    ['records_total', 13_831n],
    ['reads_total_primary', 13_810n],
    ['reads_mapped_primary', 13_759n],
    ['reads_paired_primary', 13_810n],
    ['reads_properly_paired', 13_517n],
    ['reads_duplicate_primary', 1_537n],
    ['reads_qcfail_primary', 0n],
    ['reads_without_sequence_primary', 0n],
    ['records_secondary', 0n],
    ['records_supplementary', 21n],
    ['reads_mq0', 16n],
  ] as const)('gives %s of the AKT1 slice as samtools does', (id, count) => {
    expect(values[id].value).toBe(count)
  })

  it('leaves supplementary duplicates out of the duplicate share', () => {
    expect(values.pct_reads_duplicate.value).toBe((100 * 1537) / 13_810)
  })

  it('counts pairs of which both mates are mapped, and duplicates among them', () => {
    expect([values.read_pairs_mapped.value, values.read_pairs_duplicate.value]).toEqual([6854n, 754n])
  })

  it('reproduces Picard’s PERCENT_DUPLICATION of the AKT1 slice', () => {
    expect(values.picard_pct_duplication.value).toBeCloseTo(0.110619, 6)
  })

  it('counts a record that is secondary and supplementary as secondary only, as flagstat does', () => {
    const both = evaluate(observe({ counts: { flags: [[SECONDARY | SUPPLEMENTARY, 3]] } }))
    expect([both.records_secondary.value, both.records_supplementary.value, both.reads_total_primary.value]).toEqual([3n, 0n, 0n])
  })

  it('counts mapping quality 0 with and without a stored sequence', () => {
    const unsequenced = observe({
      counts: {
        'mapping-quality': [
          [0, 2],
          [256, 3],
          [60, 5],
        ],
      },
    })
    expect(evaluate(unsequenced).reads_mq0.value).toBe(5n)
  })
})

describe('shares of reads', () => {
  it('prints the shares of the AKT1 slice as certified', () => {
    const values = evaluate(akt1)
    expect(values.pct_reads_mapped.value).toBe((100 * 13_759) / 13_810)
    expect(values.pct_reads_properly_paired.value).toBe((100 * 13_517) / 13_810)
  })

  it('counts QC-fail reads, and gives the share without them beside it', () => {
    const values = evaluate(
      observe({
        counts: {
          flags: [
            [FIRST_OF_PROPER_PAIR, 3],
            [FIRST_OF_PROPER_PAIR | QC_FAIL, 4],
            [PAIRED | UNMAPPED, 1],
          ],
        },
      }),
    )
    expect([values.pct_reads_mapped.value, values.pct_reads_mapped_pf.value]).toEqual([87.5, 75])
    expect([values.pct_reads_properly_paired.value, values.pct_reads_properly_paired_pf.value]).toEqual([87.5, 75])
    expect(values.reads_qcfail_primary.value).toBe(4n)
  })

  it('leaves out reads whose SEQ is *, as samtools stats does, and says how many there are', () => {
    const values = evaluate(
      observe({
        counts: {
          flags: [
            [FIRST_OF_PROPER_PAIR, 1],
            [UNMAPPED, 1],
            [PAIRED | SEQUENCE_ABSENT, 5],
          ],
        },
      }),
    )
    expect([values.pct_reads_mapped.value, values.reads_without_sequence_primary.value]).toEqual([50, 5n])
  })

  it('takes a proper pair with an unmapped mate for improper', () => {
    const values = evaluate(observe({ counts: { flags: [[FIRST_OF_PROPER_PAIR | MATE_UNMAPPED, 2]] } }))
    expect(values.pct_reads_properly_paired.value).toBe(0)
  })

  it('has no properly paired share without pairs', () => {
    const values = evaluate(observe({ counts: { flags: [[0, 9]] } }))
    expect(values.pct_reads_properly_paired).toEqual({ value: null, reason: 'no_paired_reads' })
    expect(values.pct_reads_properly_paired_pf).toEqual({ value: null, reason: 'no_paired_reads' })
    expect(values.pct_reads_mapped.value).toBe(100)
  })

  it('has no PF share when all reads fail', () => {
    const values = evaluate(observe({ counts: { flags: [[PAIRED | QC_FAIL, 9]] } }))
    expect(values.pct_reads_mapped_pf).toEqual({ value: null, reason: 'no_reads' })
    expect(values.pct_reads_properly_paired_pf).toEqual({ value: null, reason: 'no_reads' })
  })
})

describe('duplicates', () => {
  const unmarked = { counts: { flags: [[FIRST_OF_PROPER_PAIR, 10]] as const } }

  it('have no share when nothing marked them', () => {
    const values = evaluate(observe(unmarked))
    expect(values.pct_reads_duplicate).toEqual({ value: null, reason: 'duplicates_not_marked' })
    expect(values.picard_pct_duplication).toEqual({ value: null, reason: 'duplicates_not_marked' })
    expect(values.reads_duplicate_primary.value).toBe(0n)
  })

  it.each(['MarkDuplicates', 'samtools markdup', 'bammarkduplicates2', 'SAMBLASTER', 'sambamba-markdup'])(
    'are none, not unknown, when %s ran and marked none',
    (program) => {
      expect(evaluate(observe({ ...unmarked, programs: ['bwa', program] })).pct_reads_duplicate.value).toBe(0)
    },
  )

  it('have no Picard share when no read is mapped', () => {
    const values = evaluate(observe({ counts: { flags: [[UNMAPPED | DUPLICATE, 2]] } }))
    expect(values.picard_pct_duplication).toEqual({ value: null, reason: 'no_mapped_reads' })
  })

  it('drop an odd read among the pairs, as Picard halves their number', () => {
    const values = evaluate(
      observe({
        counts: {
          flags: [
            [PAIRED | DUPLICATE, 1],
            [PAIRED, 4],
            [PAIRED | MATE_UNMAPPED | DUPLICATE, 1],
          ],
        },
      }),
    )
    expect(values.picard_pct_duplication.value).toBe(1 / 5)
  })
})
