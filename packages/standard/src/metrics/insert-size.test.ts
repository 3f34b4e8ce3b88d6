// Insert sizes: the numbers are those of samtools stats.
import { describe, expect, it } from 'vitest'
import { observe, observePair } from '../../test/observations.ts'
import { evaluate } from '../evaluate.ts'

const INWARD = 0
const OUTWARD = 8001
const OTHER = 16_002

describe('insert sizes', () => {
  it('halve each orientation by itself and drop the odd read', () => {
    const reads = [
      [INWARD + 300, 5],
      [OUTWARD + 300, 1],
      [OTHER + 600, 2],
    ] as const
    const values = evaluate(observePair({ counts: { 'insert-size': reads } }))
    expect(values.mean_insert_size.value).toBe(400)
    expect(values.insert_size_std_deviation.value).toBeCloseTo(Math.sqrt(20_000), 9)
  })

  it('stop after the size whose cumulative share exceeds 99 %', () => {
    const reads = [
      [300, 2 * 989],
      [400, 2 * 2],
      [8000, 2 * 9],
    ] as const
    const values = evaluate(observePair({ counts: { 'insert-size': reads } }))
    expect(values.mean_insert_size.value).toBe((300 * 989 + 400 * 2) / 991)
  })

  it('go on at exactly 99 %, which is less than the float that samtools compares with', () => {
    const reads = [
      [300, 2 * 99],
      [500, 2],
    ] as const
    expect(evaluate(observePair({ counts: { 'insert-size': reads } })).mean_insert_size.value).toBe(302)
  })

  it('let pairs of size 0 weigh in the mean and in n, but not among the squares', () => {
    const reads = [
      [0, 2],
      [10, 2],
    ] as const
    const values = evaluate(observePair({ counts: { 'insert-size': reads } }))
    expect([values.mean_insert_size.value, values.insert_size_std_deviation.value]).toEqual([5, Math.sqrt(12.5)])
  })

  it('are missing without reads, without pairs, and without any size', () => {
    expect(evaluate(observe()).mean_insert_size).toEqual({ value: null, reason: 'no_reads' })
    expect(evaluate(observe({ counts: { flags: [[0, 1]] } })).mean_insert_size).toEqual({
      value: null,
      reason: 'no_paired_reads',
    })
    expect(evaluate(observePair()).insert_size_std_deviation).toEqual({ value: null, reason: 'no_insert_sizes' })
    expect(evaluate(observePair({ counts: { 'insert-size': [[300, 1]] } })).mean_insert_size).toEqual({
      value: null,
      reason: 'no_insert_sizes',
    })
  })
})
