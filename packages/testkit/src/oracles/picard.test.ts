import { describe, expect, it } from 'vitest'
import { parseMetricsFile } from './picard.ts'

const METRICS = '## METRICS CLASS\tpicard.analysis.WgsMetrics\nGENOME_TERRITORY\tMEAN_COVERAGE\tSAMPLE\n30079\t52.1\t\n\n'
const HISTOGRAM = '## HISTOGRAM\tjava.lang.Integer\ncoverage\thigh_quality_coverage_count\n0\t12\n1\t7\n\n'

describe('a metrics file of Picard', () => {
  it('gives its row by column name, as printed', () => {
    expect(parseMetricsFile(METRICS + HISTOGRAM).metrics).toEqual([
      { GENOME_TERRITORY: '30079', MEAN_COVERAGE: '52.1', SAMPLE: '' },
    ])
  })

  it('gives its histogram with the heading first', () => {
    const histogram = [
      ['coverage', 'high_quality_coverage_count'],
      ['0', '12'],
      ['1', '7'],
    ]
    expect(parseMetricsFile(METRICS + HISTOGRAM).histogram).toEqual(histogram)
  })

  it('may end without an empty line', () => {
    expect(parseMetricsFile(METRICS + HISTOGRAM.trimEnd()).histogram).toHaveLength(3)
  })

  it('may have no histogram', () => {
    expect(parseMetricsFile(METRICS).histogram).toEqual([])
  })
})
