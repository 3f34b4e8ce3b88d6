import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { librarySize, pairsForUnique, uniquePairsFrom } from './library.ts'

/** The known answer: 400 million pairs, 360 million of them unique. */
const known = { pairs: 400e6, uniquePairs: 360e6 }

describe('the size of a library', () => {
  it('of 400 million pairs with 360 million unique ones is 1.864317392e9', () => {
    expect(librarySize(known)).toBeCloseTo(1_864_317_392, -1)
  })

  it('explains the pairs that it was found from', () => {
    expect(uniquePairsFrom(100, librarySize({ pairs: 100, uniquePairs: 60 }))).toBeCloseTo(60, 9)
  })

  it('is without end when no pair is a duplicate', () => {
    expect(librarySize({ pairs: 1000, uniquePairs: 1000 })).toBe(1e13)
  })
})

describe('more of a library', () => {
  const size = librarySize(known)

  it('from 26.5x to 30x takes 459.877 million pairs in all, 11.38 % duplicates', () => {
    const unique = (known.uniquePairs * 30) / 26.5
    const pairs = pairsForUnique(unique, size)!
    expect(pairs / 1e6).toBeCloseTo(459.877, 3)
    expect((pairs - known.pairs) / 1e6).toBeCloseTo(59.877, 3)
    expect(1 - unique / pairs).toBeCloseTo(0.1138, 4)
  })

  it('cannot be had beyond its size', () => {
    expect(pairsForUnique(size, size)).toBeNull()
    expect(pairsForUnique(2 * size, size)).toBeNull()
  })
})

describe('the model, for any library', () => {
  const library = fc.record({
    size: fc.double({ min: 1e5, max: 1e11, noNaN: true }),
    share: fc.double({ min: 0.05, max: 3, noNaN: true }),
  })

  it('finds the size that gave the duplicates', () => {
    fc.assert(
      fc.property(library, ({ size, share }) => {
        const pairs = size * share
        const found = librarySize({ pairs, uniquePairs: uniquePairsFrom(pairs, size) })
        expect(Math.abs(found / size - 1)).toBeLessThan(1e-6)
      }),
    )
  })

  it('needs more pairs than the proportion says, and gets what it asked for', () => {
    fc.assert(
      fc.property(library, fc.double({ min: 1.001, max: 2, noNaN: true }), ({ size, share }, factor) => {
        const pairs = size * share
        const unique = uniquePairsFrom(pairs, size)
        const needed = pairsForUnique(unique * factor, size)
        if (needed === null) expect(unique * factor).toBeGreaterThanOrEqual(size)
        else {
          expect(needed).toBeGreaterThan(pairs * factor)
          expect(uniquePairsFrom(needed, size) / (unique * factor)).toBeCloseTo(1, 9)
        }
      }),
    )
  })

  it('never has fewer molecules than unique pairs', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), fc.integer({ min: 0, max: 1e9 }), (uniquePairs, duplicates) => {
        expect(librarySize({ pairs: uniquePairs + duplicates, uniquePairs })).toBeGreaterThanOrEqual(uniquePairs)
      }),
    )
  })
})
