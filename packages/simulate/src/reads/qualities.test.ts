import { expect, it } from 'vitest'
import { type QualityAlphabet, drawQualities } from './qualities.ts'
import { Random } from '../random/random.ts'

function sample(alphabet: QualityAlphabet): number[][] {
  const random = new Random(1)
  return Array.from({ length: 4000 }, () => [...drawQualities(random, alphabet, 150)])
}

const distinct = (reads: number[][]): number[] => [...new Set(reads.flat())].toSorted((a, b) => a - b)
const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

it('binned4 has the four values of NovaSeq, about 97 % of them 37', () => {
  const reads = sample('binned4')
  expect(distinct(reads)).toEqual([2, 12, 23, 37])
  const top = reads.flat().filter((quality) => quality === 37).length / reads.flat().length
  expect(top).toBeGreaterThan(0.955)
  expect(top).toBeLessThan(0.98)
})

it('binned8 has eight values', () => {
  expect(distinct(sample('binned8'))).toEqual([2, 3, 4, 5, 6, 10, 20, 30])
})

it('full has about forty values up to 41', () => {
  const values = distinct(sample('full'))
  expect(values.length).toBeGreaterThan(33)
  expect(values.at(-1)).toBe(41)
})

it.each<QualityAlphabet>(['binned4', 'full'])('%s falls towards the end of the read', (alphabet) => {
  const reads = sample(alphabet)
  const at = (from: number, to: number): number => mean(reads.flatMap((read) => read.slice(from, to)))
  expect(at(130, 150)).toBeLessThan(at(30, 50) - 0.4)
})

it('differs in level from read to read', () => {
  const means = sample('binned4').map(mean)
  expect(means.filter((level) => level === 37).length).toBeGreaterThan(500)
  expect(means.filter((level) => level < 32).length).toBeGreaterThan(50)
})
