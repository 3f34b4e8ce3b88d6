import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { breadthAt, breadthFor, dispersionOf, meanForBreadth } from './breadth.ts'

describe('breadth at 15x', () => {
  it.each([
    [30, 7.5, 0.99063],
    [26.5, 6.9, 0.97224],
  ])('of mean %d and deviation %d is %d, negative binomial', (mean, deviation, expected) => {
    expect(breadthAt(15, mean, deviation)).toBeCloseTo(expected, 5)
  })

  it('of mean 30 without more spread than Poisson has is 0.99908', () => {
    expect(breadthAt(15, 30, Math.sqrt(30))).toBeCloseTo(0.99908, 5)
    expect(breadthAt(15, 30, 3)).toBe(breadthAt(15, 30, Math.sqrt(30)))
  })
})

describe('breadth, for any depth', () => {
  const model = fc.record({
    mean: fc.double({ min: 1, max: 200, noNaN: true }),
    deviation: fc.double({ min: 0.1, max: 60, noNaN: true }),
    depth: fc.integer({ min: 0, max: 100 }),
  })

  it('is a share, falls with the depth asked for and rises with the mean', () => {
    fc.assert(
      fc.property(model, ({ mean, deviation, depth }) => {
        const dispersion = dispersionOf(mean, deviation)
        const breadth = breadthFor(depth, mean, dispersion)
        expect(breadth).toBeGreaterThanOrEqual(0)
        expect(breadth).toBeLessThanOrEqual(1)
        expect(breadthFor(depth + 1, mean, dispersion)).toBeLessThanOrEqual(breadth)
        expect(breadthFor(depth, 1.1 * mean, dispersion)).toBeGreaterThanOrEqual(breadth - 1e-12)
      }),
    )
  })

  it('is reached at the mean that is found for it', () => {
    fc.assert(
      fc.property(model, ({ mean, deviation, depth }) => {
        const dispersion = dispersionOf(mean, deviation)
        const wanted = Math.min(0.9999, breadthFor(depth, mean, dispersion) + 0.01)
        const found = meanForBreadth(wanted, depth, { mean, dispersion })
        if (found === null) expect(breadthFor(depth, 100 * mean, dispersion)).toBeLessThan(wanted)
        else expect(breadthFor(depth, found, dispersion)).toBeGreaterThanOrEqual(wanted - 1e-9)
      }),
    )
  })
})
