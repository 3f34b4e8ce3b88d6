import { describe, expect, it } from 'vitest'
import type { AlignmentHeader } from './alignment-header.ts'
import { sampleName, samplesOf } from './sample-name.ts'

const headerWith = (...samples: (string | undefined)[]): AlignmentHeader => ({
  text: '',
  contigs: [],
  readGroups: samples.map((sample, i) => (sample === undefined ? { id: `${i}` } : { id: `${i}`, sample })),
  programs: [],
  sortOrder: 'unknown',
})

describe('sampleName', () => {
  it('is the SM that all read groups share', () => {
    expect(sampleName(headerWith('NA12878', 'NA12878', undefined), 'x.bam')).toBe('NA12878')
  })

  it("is the file's stem when no read group has SM", () => {
    expect(sampleName(headerWith(), '/data/run 1/x.sorted.bam')).toBe('x.sorted')
    expect(sampleName(headerWith(undefined, ''), 'x.cram')).toBe('x')
    expect(sampleName(headerWith(), '-')).toBe('stdin')
  })

  it('is what was chosen', () => {
    expect(sampleName(headerWith(), 'x.bam', { sample: 'mine' })).toBe('mine')
    expect(sampleName(headerWith('a'), 'x.bam', { sample: 'mine' })).toBe('mine')
    expect(sampleName(headerWith('a', 'b'), 'x.bam', { sample: 'b' })).toBe('b')
    expect(sampleName(headerWith('a', 'b'), 'x.bam', { sample: 'pool', allSamples: true })).toBe('pool')
  })

  it("is the file's stem for several samples taken as one", () => {
    expect(sampleName(headerWith('a', 'b'), 'x.bam', { allSamples: true })).toBe('x')
  })

  it('is refused for several samples, listed, when none of them was chosen', () => {
    const message = 'x.bam: the read groups name 2 samples (a, b); pick one with --sample, or take them as one with --all-samples'
    expect(() => sampleName(headerWith('a', 'b', 'a'), 'x.bam')).toThrow(message)
    expect(() => sampleName(headerWith('a', 'b'), 'x.bam', { sample: 'c' })).toThrow(message)
  })
})

describe('samplesOf', () => {
  it('gives each sample once, in order', () => {
    expect(samplesOf(headerWith('b', 'a', 'b', undefined))).toEqual(['b', 'a'])
  })
})
