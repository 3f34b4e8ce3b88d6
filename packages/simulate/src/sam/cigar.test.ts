import { expect, it } from 'vitest'
import { formatCigar, parseCigar, readLength, referenceLength } from './cigar.ts'

it('reads and writes a CIGAR string', () => {
  const text = '5H10S20M3I7D100N2P4=1X'
  expect(formatCigar(parseCigar(text))).toBe(text)
  expect(formatCigar(parseCigar('*'))).toBe('*')
})

it('spans the reference by M, D, N, = and X', () => {
  expect(referenceLength(parseCigar('5H10S20M3I7D100N2P4=1X'))).toBe(132)
})

it('spans the read by M, I, S, = and X', () => {
  expect(readLength(parseCigar('5H10S20M3I7D100N2P4=1X'))).toBe(38)
})

it('refuses what is not a CIGAR string', () => {
  for (const text of ['M10', '10', '10M5', '10Y']) expect(() => parseCigar(text)).toThrow(`${text} is not a CIGAR string`)
})
