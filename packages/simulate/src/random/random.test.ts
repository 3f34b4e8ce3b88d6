import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Random, mix } from './random.ts'

it('draws the same numbers on every machine', () => {
  const random = new Random(42, 1)
  expect(Array.from({ length: 4 }, () => random.next())).toEqual([2573014457, 551115121, 590060544, 3963663191])
})

it('draws different numbers for another seed or stream', () => {
  const first = new Random(1, 0).next()
  expect(new Random(2, 0).next()).not.toBe(first)
  expect(new Random(1, 1).next()).not.toBe(first)
  expect(new Random(1 + 2 ** 32, 0).next()).not.toBe(first)
})

it('stays within its bounds', () => {
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 1, max: 2 ** 21 }), (seed, bound) => {
      const random = new Random(seed)
      const value = random.below(bound)
      const spread = random.between(-bound, bound)
      return value >= 0 && value < bound && Math.abs(spread) <= bound
    }),
  )
})

it('draws a bell of the mean and deviation asked for', () => {
  const random = new Random(3)
  const values = Array.from({ length: 20_000 }, () => random.bell(400, 90))
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
  expect(mean).toBeCloseTo(400, -0.5)
  expect(Math.sqrt(variance)).toBeCloseTo(90, -0.5)
})

it('hits a chance as often as it says', () => {
  const random = new Random(4)
  const hits = Array.from({ length: 50_000 }, () => random.chance(10_000)).filter(Boolean).length
  expect(hits / 50_000).toBeCloseTo(0.1, 2)
})

it('mixes neighbouring numbers apart', () => {
  expect(new Set(Array.from({ length: 1000 }, (_, i) => mix(i) & 0xffff)).size).toBeGreaterThan(980)
})
