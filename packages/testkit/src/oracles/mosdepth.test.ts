import { describe, expect, it } from 'vitest'
import { parseDistribution, parseSummary } from './mosdepth.ts'

describe('the files of mosdepth', () => {
  it('summary: one row per contig and the total, the mean as printed', () => {
    const text =
      'chrom\tlength\tbases\tmean\tmin\tmax\nchr14\t107043718\t1805843\t0.02\t0\t76\ntotal\t107043718\t1805843\t0.02\t0\t76\n'
    const row = { length: 107043718, bases: 1805843, mean: '0.02', min: 0, max: 76 }
    expect(parseSummary(text)).toEqual([
      { contig: 'chr14', ...row },
      { contig: 'total', ...row },
    ])
  })

  it('global distribution: the fraction of positions at a depth or deeper, as printed', () => {
    expect(parseDistribution('chr14\t1\t0.25\nchr14\t0\t1.00\n')).toEqual([
      { contig: 'chr14', depth: 1, fraction: '0.25' },
      { contig: 'chr14', depth: 0, fraction: '1.00' },
    ])
  })
})
