// Autosome coverage: the numbers are those of Picard 2.27.5 CollectWgsMetrics.
import { describe, expect, it } from 'vitest'
import { observe, observePair } from '../../test/observations.ts'
import { evaluate, type Evaluation } from '../evaluate.ts'
import { formatJava } from '../number-format.ts'

const EXCLUSIONS = { adapter: 3, mapq: 5, dupe: 7, unpaired: 9, counted: 13, baseq: 14, overlap: 15, capped: 16 } as const

/** What Picard prints for a metric. */
function printed(values: Evaluation, id: keyof Evaluation): string {
  return formatJava(values[id].value as number)
}

describe('coverage of one pair of 50-base reads on 900 positions', () => {
  const values = evaluate(observePair({ counts: { 'wgs-depth': [[1, 100]], 'wgs-exclusions': [[EXCLUSIONS.counted, 100]] } }))

  it('spreads 100 bases over the whole territory', () => {
    expect(values.mean_autosome_coverage.value).toBe(100 / 900)
    expect(values.territory_bp.value).toBe(900n)
  })

  it('covers a ninth of it at 1x and nothing at 5x', () => {
    expect(values.pct_autosomes_1x.value).toBe(100 * (100 / 900))
    expect(values.pct_autosomes_5x.value).toBe(0)
  })

  it('has median and deviation 0 where most positions are bare', () => {
    expect([values.median_autosome_coverage.value, values.mad_autosome_coverage.value]).toEqual([0, 0])
  })

  it('excludes nothing', () => {
    expect(values.pct_exc_total.value).toBe(0)
  })
})

it('caps 300 identical pairs at 250x and gives the excess a bucket', () => {
  const values = evaluate(
    observePair({
      counts: {
        'wgs-depth': [[250, 100]],
        'wgs-exclusions': [
          [EXCLUSIONS.counted, 30_000],
          [EXCLUSIONS.capped, 5_000],
        ],
      },
    }),
  )
  expect(values.mean_autosome_coverage.value! * 900).toBeCloseTo(25_000, 9)
  expect(printed(values, 'pct_exc_capped')).toBe('0.166667')
})

describe('the ladder of breadth', () => {
  const steps = [1, 5, 10, 15, 20, 25, 30, 40, 50, 60, 70, 80, 90, 100] as const

  it.each(steps)('counts positions of exactly %ix and leaves out one less', (step) => {
    const depths = [
      [step, 30],
      [step - 1, 70],
    ] as const
    const values = evaluate(observePair({ territory: 100, counts: { 'wgs-depth': depths.filter(([depth]) => depth > 0) } }))
    expect(values[`pct_autosomes_${step}x`].value).toBe(30)
  })
})

describe('spread of depth', () => {
  it('has a half-integer median between two middle values', () => {
    const values = evaluate(
      observePair({
        territory: 4,
        counts: {
          'wgs-depth': [
            [3, 2],
            [4, 2],
          ],
        },
      }),
    )
    expect(values.median_autosome_coverage.value).toBe(3.5)
    expect(values.mad_autosome_coverage.value).toBe(0.5)
  })

  it('divides the squares by n - 1', () => {
    const depths = [
      [2, 1],
      [4, 1],
      [6, 1],
    ] as const
    const values = evaluate(observePair({ territory: 3, counts: { 'wgs-depth': depths } }))
    expect(values.sd_autosome_coverage.value).toBe(2)
  })

  it('takes the deviation of an odd number of positions from the one in the middle', () => {
    const depths = [
      [1, 1],
      [2, 1],
      [3, 1],
      [10, 1],
    ] as const
    const values = evaluate(observePair({ territory: 5, counts: { 'wgs-depth': depths } }))
    expect([values.median_autosome_coverage.value, values.mad_autosome_coverage.value]).toEqual([2, 1])
  })

  it('needs two positions', () => {
    const values = evaluate(observePair({ territory: 1, counts: { 'wgs-depth': [[2, 1]] } }))
    expect(values.sd_autosome_coverage).toEqual({ value: null, reason: 'empty_territory' })
    expect(values.mean_autosome_coverage.value).toBe(2)
  })
})

describe('what is excluded', () => {
  it('is a share of the bases counted and excluded together', () => {
    const exclusions = [
      [EXCLUSIONS.adapter, 1],
      [EXCLUSIONS.mapq, 2],
      [EXCLUSIONS.dupe, 3],
      [EXCLUSIONS.unpaired, 4],
      [EXCLUSIONS.baseq, 5],
      [EXCLUSIONS.overlap, 6],
      [EXCLUSIONS.capped, 7],
    ] as const
    const values = evaluate(observePair({ counts: { 'wgs-depth': [[2, 36]], 'wgs-exclusions': exclusions } }))
    expect(values.pct_exc_adapter.value).toBe(0.01)
    expect(values.pct_exc_mapq.value).toBe(0.02)
    expect(values.pct_exc_dupe.value).toBe(0.03)
    expect(values.pct_exc_unpaired.value).toBe(0.04)
    expect(values.pct_exc_baseq.value).toBe(0.05)
    expect(values.pct_exc_overlap.value).toBe(0.06)
    expect(values.pct_exc_capped.value).toBe(0.07)
    expect(values.pct_exc_total.value).toBe(0.28)
  })

  it('has no share where no base lies', () => {
    const values = evaluate(observePair())
    expect(values.pct_exc_total).toEqual({ value: null, reason: 'no_bases' })
    expect(values.pct_exc_mapq).toEqual({ value: null, reason: 'no_bases' })
    expect(values.mean_autosome_coverage.value).toBe(0)
  })
})

describe('coverage is missing', () => {
  it.each([
    ['no_reads', observe()],
    ['not_coordinate_sorted', observePair({ coordinateSorted: false })],
    ['no_territory', observePair({ territory: null })],
    ['empty_territory', observePair({ territory: 0 })],
    ['no_mapped_reads', observe({ counts: { flags: [[0x4d, 2]] } })],
    ['no_paired_reads', observe({ counts: { flags: [[0, 2]] } })],
    ['territory_too_small', observePair({ territory: 99, counts: { 'wgs-depth': [[1, 100]] } })],
  ] as const)('because of %s', (reason, observation) => {
    expect(evaluate(observation).mean_autosome_coverage).toEqual({ value: null, reason })
    expect(evaluate(observation).pct_autosomes_15x).toEqual({ value: null, reason })
  })

  it('for the reason that the territory itself is missing', () => {
    const observation = { ...observePair({ territory: null }), territoryReason: 'not_counted' } as const
    expect(evaluate(observation).mean_autosome_coverage).toEqual({ value: null, reason: 'not_counted' })
  })
})
