// The document of the reference implementation. Its text here was written by hand after the published results of HG00552.
import { describe, expect, it } from 'vitest'
import { FIRST_OF_PROPER_PAIR, observe } from '../test/observations.ts'
import { resultOf } from '../test/results.ts'
import { formatGa4ghDocument, ga4ghMetrics, parsePrinted } from './ga4gh-document.ts'
import { float, formatJson, sortKeys } from './json-text.ts'

const published = `{
    "biosample": {
        "id": "HG00552"
    },
    "wgs_qc_metrics": {
        "aln_metrics": {
            "cross_contamination_rate": 0.0,
            "insert_size_std_deviation": 104.8,
            "mad_autosome_coverage": 5,
            "mean_autosome_coverage": 32.89,
            "mean_insert_size": 453.3,
            "pct_autosomes_15x": 96.09,
            "pct_reads_mapped": 99.85,
            "pct_reads_properly_paired": 98.4,
            "yield_bp_q30": 112204912070
        },
        "variant_metrics": {}
    }
}
`

describe('printed numbers', () => {
  it('become what the reference implementation takes them for', () => {
    const printed = {
      yield_bp_q30: '112204912070',
      mad_autosome_coverage: '5',
      mean_autosome_coverage: '32.89',
      cross_contamination_rate: '0.0000',
      insert_size_std_deviation: '104.8',
      mean_insert_size: '453.3',
      pct_autosomes_15x: '96.09',
      pct_reads_mapped: '99.85',
      pct_reads_properly_paired: '98.40',
    }
    const metrics = Object.fromEntries(Object.entries(printed).map(([id, text]) => [id, parsePrinted(text)]))
    const document = { wgs_qc_metrics: { variant_metrics: {}, aln_metrics: metrics }, biosample: { id: 'HG00552' } }
    expect(formatJson(sortKeys(document))).toBe(published)
  })

  it('are floats when they have a point, whatever follows it', () => {
    expect(parsePrinted('30.00')).toEqual(float(30))
    expect(parsePrinted('4.5')).toEqual(float(4.5))
    expect(parsePrinted('4')).toBe(4n)
  })
})

/** Depths 16 on 7 of 8 positions, one base short of it on the last: means and shares that end in exact halves. */
const halves = observe({
  territory: 8,
  counts: {
    flags: [
      [FIRST_OF_PROPER_PAIR, 7],
      [0x45, 1],
    ],
    'insert-size': [[300, 6]],
    'base-quality': [[37, 1200]],
    'wgs-depth': [
      [16, 7],
      [13, 1],
    ],
  },
})

describe('the document of a sample', () => {
  it('has the eight metrics in order, rounded as printf and Picard round, and no variant metrics', () => {
    expect(formatGa4ghDocument(resultOf(halves))).toBe(`{
    "biosample": {
        "id": "HG00552"
    },
    "wgs_qc_metrics": {
        "aln_metrics": {
            "insert_size_std_deviation": 0.0,
            "mad_autosome_coverage": 0,
            "mean_autosome_coverage": 15.62,
            "mean_insert_size": 300.0,
            "pct_autosomes_15x": 87.5,
            "pct_reads_mapped": 87.5,
            "pct_reads_properly_paired": 87.5,
            "yield_bp_q30": 1200
        },
        "variant_metrics": {}
    }
}
`)
  })

  it('writes a deviation of x.5 as a float', () => {
    const depths = [
      [3, 2],
      [4, 2],
    ] as const
    const observation = observe({ territory: 4, counts: { flags: [[FIRST_OF_PROPER_PAIR, 2]], 'wgs-depth': depths } })
    expect(formatGa4ghDocument(resultOf(observation))).toContain('"mad_autosome_coverage": 0.5,')
  })

  it('takes breadth from the six digits that Picard prints', () => {
    // 2/3 is printed as 0.666667, 100 times which is 66.6667.
    const observation = observe({ territory: 3, counts: { flags: [[FIRST_OF_PROPER_PAIR, 2]], 'wgs-depth': [[15, 2]] } })
    expect(formatGa4ghDocument(resultOf(observation))).toContain('"pct_autosomes_15x": 66.67,')
  })

  it('has null for what does not apply, and no key for what is not computed', () => {
    const text = formatGa4ghDocument(resultOf(observe()))
    expect(text.match(/: null/g)).toHaveLength(8)
    expect(text).not.toContain('cross_contamination_rate')
  })

  it('consists of the eight alignment metrics that need no panel', () => {
    expect(ga4ghMetrics.map(({ id }) => id).toSorted()).toEqual([
      'insert_size_std_deviation',
      'mad_autosome_coverage',
      'mean_autosome_coverage',
      'mean_insert_size',
      'pct_autosomes_15x',
      'pct_reads_mapped',
      'pct_reads_properly_paired',
      'yield_bp_q30',
    ])
  })
})
