// Yields and qualities: the numbers are those of Picard CollectQualityYieldMetrics.
import { describe, expect, it } from 'vitest'
import { observe, observePair } from '../../test/observations.ts'
import { evaluate } from '../evaluate.ts'

const QC_FAIL = 256
const MISSING = 255

describe('base qualities', () => {
  const values = evaluate(
    observePair({
      counts: {
        'base-quality': [
          [2, 10],
          [19, 20],
          [20, 30],
          [29, 40],
          [30, 50],
          [41, 50],
          [QC_FAIL | 12, 7],
          [QC_FAIL | 30, 7],
        ],
      },
    }),
  )

  it('count from the threshold on, in reads that pass the instrument filter', () => {
    expect([values.yield_bp_q20.value, values.yield_bp_q30.value]).toEqual([170n, 100n])
    expect(values.pct_bases_q30.value).toBe(50)
  })

  it('have a plain mean', () => {
    expect(values.mean_base_quality.value).toBe((20 + 380 + 600 + 1160 + 1500 + 2050) / 200)
  })

  it('show their alphabet, that of failing reads included', () => {
    expect(values.quality_alphabet.value).toEqual([2, 12, 19, 20, 29, 30, 41])
  })

  it('are absent, not low, when QUAL is missing', () => {
    const missing = evaluate(observePair({ counts: { 'base-quality': [[MISSING, 100]] } }))
    expect(missing.yield_bp_q30).toEqual({ value: null, reason: 'no_qualities' })
    expect(missing.pct_bases_q30).toEqual({ value: null, reason: 'no_qualities' })
    expect(missing.quality_alphabet).toEqual({ value: null, reason: 'no_qualities' })
  })

  it('are absent for another reason when there are no reads', () => {
    expect(evaluate(observe()).yield_bp_q30).toEqual({ value: null, reason: 'no_reads' })
  })
})

describe('bases of reads', () => {
  const values = evaluate(
    observe({
      counts: {
        flags: [
          [0x63, 1],
          [0x293, 1],
          [0x863, 1],
          [0x1063, 9],
        ],
        bases: [
          [0x63, 150],
          [0x293, 50],
          [0x863, 70],
        ],
      },
    }),
  )

  it('count once, without failing reads and without supplementary lines', () => {
    expect(values.yield_bp_total.value).toBe(150n)
  })

  it('give a mean read length over primary reads with a sequence, failing ones included', () => {
    expect(values.mean_read_length.value).toBe(100)
  })

  it('give no read length without reads', () => {
    expect(evaluate(observe()).mean_read_length).toEqual({ value: null, reason: 'no_reads' })
  })
})
