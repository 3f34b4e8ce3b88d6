import fc from 'fast-check'
import { expect, it } from 'vitest'
import { BAI_BINNING, binBegin, binOf, depthFor, metadataBin } from './binning.ts'

it('puts an interval into the smallest bin that holds it', () => {
  const cases: [number, number, number][] = [
    [0, 1, 4681],
    [0, 1 << 14, 4681],
    [0, (1 << 14) + 1, 585],
    [(1 << 17) - 1, (1 << 17) + 1, 73],
    [(1 << 20) - 1, (1 << 20) + 1, 9],
    [(1 << 23) - 1, (1 << 23) + 1, 1],
    [(1 << 26) - 1, (1 << 26) + 1, 0],
    [(1 << 29) - 1, 1 << 29, 37448],
    [-1, 0, 4680],
  ]
  for (const [begin, end, bin] of cases) expect(binOf(begin, end)).toBe(bin)
})

it('begins a bin at or before every interval in it', () => {
  fc.assert(
    fc.property(fc.nat(2 ** 29 - 2), fc.integer({ min: 1, max: 2 ** 20 }), (begin, length) => {
      const end = Math.min(begin + length, 2 ** 29)
      return binBegin(binOf(begin, end), BAI_BINNING) <= begin
    }),
  )
})

it('adds levels for contigs beyond 512 Mb', () => {
  expect([1, 2 ** 29, 2 ** 29 + 1, 2 ** 32].map((length) => depthFor(length, 14))).toEqual([5, 5, 6, 6])
})

it('keeps counts in the pseudo-bin 37450', () => {
  expect(metadataBin(5)).toBe(37_450)
})
