// Depth of sex chromosomes and mitochondrial genome relative to the autosomes.
import { describe, expect, it } from 'vitest'
import { observe, observePair, type SparseObservation } from '../../test/observations.ts'
import { evaluate } from '../evaluate.ts'

const autosomes = Array.from({ length: 22 }, (_, i) => ({ name: `chr${i + 1}`, length: i === 0 ? 200 : 100 }))
const contigs = [...autosomes, { name: 'chrX', length: 100 }, { name: 'chrY', length: 50 }, { name: 'chrM', length: 10 }]
/** Autosomes at 30x, X at 15x, Y at 15x, M at 3000x. */
const male: SparseObservation = {
  contigs,
  counts: {
    'contig-depth': [...autosomes.map(({ length }, i) => [i, 30 * length] as const), [22, 1500], [23, 750], [24, 30_000]],
  },
}

describe('ratios to autosome depth', () => {
  it('compare mean depths, each a sum of depths over contig lengths', () => {
    const values = evaluate(observePair(male))
    expect([values.x_auto_ratio.value, values.y_auto_ratio.value, values.m_auto_ratio.value]).toEqual([0.5, 0.5, 100])
  })

  it('find contigs named without chr, and MT', () => {
    const plain = contigs.map(({ name, length }) => ({ name: name === 'chrM' ? 'MT' : name.slice(3), length }))
    const values = evaluate(observePair({ ...male, contigs: plain }))
    expect([values.x_auto_ratio.value, values.m_auto_ratio.value]).toEqual([0.5, 100])
  })

  it('are missing when the contig or an autosome is', () => {
    const withoutY = {
      ...male,
      contigs: contigs.map((contig) => (contig.name === 'chrY' ? { ...contig, name: 'other' } : contig)),
    }
    expect(evaluate(observePair(withoutY)).y_auto_ratio).toEqual({ value: null, reason: 'contig_absent' })
    const without7 = {
      ...male,
      contigs: contigs.map((contig) => (contig.name === 'chr7' ? { ...contig, name: 'other' } : contig)),
    }
    expect(evaluate(observePair(without7)).x_auto_ratio).toEqual({ value: null, reason: 'contig_absent' })
  })

  it('are missing when depth is void or no read is on an autosome', () => {
    expect(evaluate(observe({ contigs })).x_auto_ratio).toEqual({ value: null, reason: 'no_reads' })
    expect(evaluate(observe({ contigs, counts: { flags: [[4, 1]] } })).x_auto_ratio).toEqual({
      value: null,
      reason: 'no_mapped_reads',
    })
    expect(evaluate(observePair({ ...male, coordinateSorted: false })).x_auto_ratio).toEqual({
      value: null,
      reason: 'not_coordinate_sorted',
    })
    expect(evaluate(observePair({ contigs, counts: { 'contig-depth': [[22, 5]] } })).x_auto_ratio).toEqual({
      value: null,
      reason: 'no_autosome_depth',
    })
  })
})

describe('mean genome coverage', () => {
  it('is taken over the contigs that hold a record, all their positions counted', () => {
    const observation = observePair({
      contigs: [
        { name: 'chr1', length: 200 },
        { name: 'chr2', length: 300 },
        { name: 'decoy', length: 5000 },
      ],
      counts: {
        'contig-depth': [
          [0, 6000],
          [1, 9000],
        ],
        'contig-records': [
          [0, 7],
          [3, 1],
        ],
      },
    })
    expect(evaluate(observation).mean_genome_coverage.value).toBe(30)
  })

  it('is missing where no contig holds a record, or depth is void', () => {
    expect(evaluate(observePair({})).mean_genome_coverage).toEqual({ value: null, reason: 'no_mapped_reads' })
    expect(evaluate(observePair({ coordinateSorted: false })).mean_genome_coverage).toEqual({
      value: null,
      reason: 'not_coordinate_sorted',
    })
  })
})
