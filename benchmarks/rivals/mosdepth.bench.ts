// Depth with mate overlap, flag counts, mapping quality and insert size in one pass, against mosdepth -n, which gives the depth alone.
import { join } from 'node:path'
import { mosdepth } from '@genomsyn/testkit'
import { CORE_COUNTS, count, countCommand, inScratch } from '../harness/ours.ts'
import { reportAbsent } from '../harness/results.ts'
import type { Sample } from '../harness/samples.ts'
import { requireEqual, runDuel } from './rival.ts'

const BARS = { nova: { 1: 0.85, 2: 0.62 }, hiseq: { 1: 0.88, 2: 0.75 } } as const

export async function benchMosdepth(sample: Sample): Promise<void> {
  if (mosdepth.version() === null) return reportAbsent('mosdepth')
  requireEqualDepths(sample)
  await inScratch(async (folder) => {
    const command = (threads: number): string[] => ['mosdepth', '-n', '-t', String(threads), join(folder, 'out'), sample.bam]
    for (const cores of [1, 2] as const) {
      await runDuel({
        name: 'depth, flags, MAPQ, insert size against mosdepth -n',
        sample,
        cores,
        ours: countCommand(sample, CORE_COUNTS, cores),
        theirs: (cores === 1 ? [0] : [1, 2, 3]).map(command),
        bar: BARS[sample.character][cores],
      })
    }
  })
}

/**
 * The sum of depth per contig, and the fraction of positions at each depth as mosdepth prints it.
 * @param mode options that both know, such as `--fast-mode`
 */
export function requireEqualDepths(sample: Sample, ...mode: string[]): void {
  const { counts } = count(sample, ['depth', 'contig-depth'], ...mode)
  const { summary, distribution } = mosdepth.depths(sample.bam, mode)
  const contigs = summary.filter(({ contig }) => contig !== 'total')
  const sums = Object.fromEntries(contigs.map(({ contig, bases }) => [contig, bases]))
  const ours = Object.fromEntries(contigs.map(({ contig }, i) => [contig, counts['contig-depth']![i]]))
  requireEqual('sum of depth', ours, sums)
  const length = contigs.reduce((total, contig) => total + contig.length, 0)
  const rows = distribution.filter(({ contig, depth }) => contig === 'total' && depth > 0)
  const atLeast = (depth: number): string =>
    (counts.depth!.slice(depth).reduce((sum, positions) => sum + Number(positions), 0) / length).toFixed(2)
  const label = ({ depth }: { depth: number }): string => `fraction at ${depth}x`
  requireEqual(
    'depth',
    Object.fromEntries(rows.map((row) => [label(row), atLeast(row.depth)])),
    Object.fromEntries(rows.map((row) => [label(row), row.fraction])),
  )
}
