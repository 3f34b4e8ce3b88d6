// Depth over contigs of every readable BAM that mosdepth reads: sums per contig, and the distribution over all.
import { formatC } from '@genomsyn/standard'
import { mosdepth } from '@genomsyn/testkit'
import { it } from 'vitest'
import { Comparisons } from './comparisons.ts'
import { countsOf, documentOf } from './measured.ts'
import { withOutput } from './shared-data.ts'
import { distributionOf } from './tool-numbers.ts'

const compared = new Comparisons()

it.each(withOutput('mosdepth.summary.txt'))('mosdepth summary of $name', async ({ path, output }) => {
  const { counts, contigs } = await countsOf(path, { counts: ['contig-depth'] })
  const ours = contigs.map(({ name }, i) => [name, Number(counts['contig-depth'][i])] as const)
  const total = ours.reduce((sum, [, bases]) => sum + bases, 0)
  const theirs = mosdepth.parseSummary(output).map(({ contig, bases }) => [contig, bases] as const)
  compared.agree(Object.fromEntries([...ours, ['total', total]]), Object.fromEntries(theirs))
})

it.each(withOutput('mosdepth.global.dist.txt'))('mosdepth distribution of $name', async ({ path, name, output }) => {
  const { counts } = await countsOf(path, { counts: ['depth'] })
  const summary = withOutput('mosdepth.summary.txt').find((file) => file.name === name)!
  const { length } = mosdepth.parseSummary(summary.output).find(({ contig }) => contig === 'total')!
  const rows = mosdepth.parseDistribution(output).filter(({ contig, depth }) => contig === 'total' && depth > 0)
  const theirs = rows.map(({ depth, fraction }) => [`${depth}x`, fraction] as const)
  compared.agree(distributionOf(counts.depth, length), Object.fromEntries(theirs))
})

it.each(withOutput('mosdepth.summary.txt'))('mosdepth total mean of $name', async ({ path, output }) => {
  const { mean_genome_coverage: ours } = (await documentOf(path)).extended_metrics
  const theirs = /^total\t\d+\t\d+\t([\d.]+)/m.exec(output)?.[1] ?? 'no total'
  compared.agree({ mean: ours === null ? 'none' : formatC(ours!, 2) }, { mean: theirs })
})

compared.atLeast(3000)
