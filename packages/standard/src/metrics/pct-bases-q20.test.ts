import { expect, it } from 'vitest'
import { observePair } from '../../test/observations.ts'
import { evaluate } from '../evaluate.ts'

it('counts bases of quality 20 and leaves out those of 19', () => {
  const qualities = [
    [19, 10],
    [20, 20],
    [41, 10],
  ] as const
  expect(evaluate(observePair({ counts: { 'base-quality': qualities } })).pct_bases_q20.value).toBe(75)
})

it('has no share without qualities', () => {
  expect(evaluate(observePair()).pct_bases_q20).toEqual({ value: null, reason: 'no_qualities' })
})
