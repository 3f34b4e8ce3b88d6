// Depth over contigs of every readable BAM that mosdepth reads: sums per contig, and the distribution over all.
import { formatC } from '@genomsyn/standard'
import { mosdepth } from '@genomsyn/testkit'
import { it } from 'vitest'
import { Comparisons } from './comparisons.ts'
import { countsOf } from './measured.ts'
import { withOutput } from './shared-data.ts'

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
  const atLeast = cumulate(counts.depth)
  const ours = rows.map(({ depth }) => [`${depth}x`, formatC(atLeast[depth]! / length, 2)] as const)
  const theirs = rows.map(({ depth, fraction }) => [`${depth}x`, fraction] as const)
  compared.agree(Object.fromEntries(ours), Object.fromEntries(theirs))
})

/** Positions of at least each depth. */
function cumulate(depths: BigUint64Array): number[] {
  const sums = Array.from(depths, Number)
  for (let depth = sums.length - 2; depth > 0; depth--) sums[depth]! += sums[depth + 1]!
  return sums
}

compared.atLeast(3000)
