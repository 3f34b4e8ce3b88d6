import { describe, expect, it } from 'vitest'
import { parseFlagstat, parseIdxstats, parseSummaryNumbers, statsSection } from './samtools.ts'

const FLAGSTAT = `13831 + 2 in total (QC-passed reads + QC-failed reads)
13810 + 0 primary
13780 + 1 mapped (99.63% : 50.00%)
13759 + 0 primary mapped (99.63% : N/A)
119 + 0 with mate mapped to a different chr
109 + 0 with mate mapped to a different chr (mapQ>=5)
`

const STATS = `# The command was: stats x.bam
SN\treads mapped:\t13759
SN\tinsert size average:\t447.3
SN\tpercentage of properly paired reads (%):\t97.9
IS\t57\t0\t0\t0\t0
IS\t58\t1\t1\t0\t0
`

describe('the output of samtools', () => {
  it('flagstat: rows by label, with reads that passed and failed QC', () => {
    const rows = parseFlagstat(FLAGSTAT)
    expect(rows['in total']).toEqual({ passed: 13831, failed: 2 })
    expect(rows['mapped']).toEqual({ passed: 13780, failed: 1 })
    expect(rows['primary mapped']).toEqual({ passed: 13759, failed: 0 })
  })

  it('flagstat: the row restricted by mapping quality keeps its condition', () => {
    expect(Object.keys(parseFlagstat(FLAGSTAT)).slice(-2)).toEqual([
      'with mate mapped to a different chr',
      'with mate mapped to a different chr (mapQ>=5)',
    ])
  })

  it('idxstats: unplaced records under the contig *', () => {
    expect(parseIdxstats('chr14\t107043718\t13780\t51\n*\t0\t0\t7\n')).toEqual([
      { contig: 'chr14', length: 107043718, mapped: 13780, unmapped: 51 },
      { contig: '*', length: 0, mapped: 0, unmapped: 7 },
    ])
  })

  it('stats: summary numbers as printed', () => {
    expect(parseSummaryNumbers(STATS)).toEqual({
      'reads mapped': '13759',
      'insert size average': '447.3',
      'percentage of properly paired reads (%)': '97.9',
    })
  })

  it('stats: the rows of one section alone', () => {
    expect(statsSection(STATS, 'IS')).toEqual([
      ['57', '0', '0', '0', '0'],
      ['58', '1', '1', '0', '0'],
    ])
  })
})
