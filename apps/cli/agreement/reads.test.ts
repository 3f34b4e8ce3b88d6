// Read-level numbers of every readable BAM against samtools stats, flagstat and idxstats.
import { samtools } from '@genomsyn/testkit'
import { describe, expect, it } from 'vitest'
import { Comparisons } from './comparisons.ts'
import { flagstatRows } from './flagstat.ts'
import { countsOf, documentOf, sumWhere } from './measured.ts'
import { expectedOutput, readableFiles, withOutput } from './shared-data.ts'
import { countedOtherwise, total } from './stats-tables.ts'
import { statsMetrics } from './tool-numbers.ts'

const compared = new Comparisons()

describe('samtools stats', () => {
  const outputs = [...withOutput('stats'), ...withOutput('stats.no-per-cycle')]

  it.each(outputs)('percentages and insert sizes of $name', async ({ path, output }) => {
    const { wgs_qc_metrics } = await documentOf(path)
    compared.agree(wgs_qc_metrics.aln_metrics, statsMetrics(samtools.parseSummaryNumbers(output)))
  })

  it.each(withOutput('stats'))('yield of $name', async ({ path, output }) => {
    const counted = await countsOf(path, { counts: ['flags', 'base-quality', 'quality-source'] })
    if (countedOtherwise(counted)) return
    const rows = [...samtools.statsSection(output, 'FFQ'), ...samtools.statsSection(output, 'LFQ')]
    const bases = (from: number): number => rows.reduce((sum, row) => sum + total(row.slice(1 + from).map(Number)), 0)
    const ours = (from: number): number => sumWhere(counted.counts['base-quality'], (index) => (index & 0xff) >= from)
    compared.agree({ q20: ours(20), q30: ours(30) }, { q20: bases(20), q30: bases(30) })
  })
})

it.each(withOutput('flagstat'))('samtools flagstat of $name', async ({ path, output }) => {
  const counted = await countsOf(path, { counts: ['flags', 'mate-contig'] })
  compared.agree(flagstatRows(counted), samtools.parseFlagstat(output))
})

it.each(withOutput('idxstats'))('samtools idxstats of $name', async ({ name, path, output }) => {
  const { counts, contigs } = await countsOf(path, { counts: ['contig-records'] })
  const rows = samtools.parseIdxstats(output).filter(({ contig }) => contig !== '*')
  // The index of this file belongs to another one, and idxstats believes it.
  if (name === 'real-wgs/measles.fa.sorted.bam') return
  const ours = contigs.map(({ name: contig }, i) => [
    contig,
    Array.from(counts['contig-records'].subarray(2 * i, 2 * i + 2), Number),
  ])
  const theirs = rows.map(({ contig, mapped, unmapped }) => [contig, [mapped, unmapped]])
  compared.agree(Object.fromEntries(ours) as Record<string, number[]>, Object.fromEntries(theirs) as Record<string, number[]>)
})

it('every readable BAM has something to agree with', () => {
  const without = readableFiles.filter((file) => expectedOutput(file, 'flagstat') === null)
  expect(without).toEqual([])
})

compared.atLeast(7600)
