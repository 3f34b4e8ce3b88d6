// Coverage against Picard CollectWgsMetrics, to its printed digit and over its whole histogram: with its defaults, and without limits
// on mapping and base quality.
import { existsSync } from 'node:fs'
import {
  type Contig,
  type Interval,
  noCallIntervals,
  openAlignmentFile,
  openReference,
  subtractIntervals,
  totalLength,
} from '@genomsyn/hts'
import type { WgsDepthFilter } from '@genomsyn/partial'
import { evaluate } from '@genomsyn/standard'
import { picard } from '@genomsyn/testkit'
import { describe, it } from 'vitest'
import { Comparisons } from './comparisons.ts'
import { countsOf } from './measured.ts'
import { ownColumns, picardColumns } from './picard-columns.ts'
import { type DataFile, expectedOutput, withOutput } from './shared-data.ts'

const compared = new Comparisons()

/** Picard was told to count its unpaired reads (COUNT_UNPAIRED=true), which the standard does not. */
const COUNTED_UNPAIRED = 'long-read/test_pacbio.chr20_100kbp_at_9mb.bam'

describe.each([
  ['wgs_metrics.txt', { minMappingQuality: 20, minBaseQuality: 20 }],
  ['wgs_metrics.mq0bq0.txt', { minMappingQuality: 0, minBaseQuality: 0 }],
])('Picard %s', (suffix, filter) => {
  const files = withOutput(suffix).filter(({ name }) => name !== COUNTED_UNPAIRED)

  it.each(files)('of $name', async (file) => {
    const { metrics, histogram } = picard.parseMetricsFile(file.output)
    const ours = await measure(file, filter)
    compared.agree(ours.columns, ownColumns(metrics[0]!, isFilteredByHand(file) ? /^PCT_EXC/ : undefined))
    const [, ...rows] = histogram
    compared.agree(ours.histogram, Object.fromEntries(rows.map(([depth = '', positions]) => [depth, Number(positions)])))
  })
})

/**
 * Held to intervals but without an index, Picard drops unmapped records before it asks why a read does not count; in any other run it
 * tallies their aligned bases, as we do.
 */
function isFilteredByHand(file: DataFile): boolean {
  return expectedOutput(file, 'wgs_interval.txt') !== null && !existsSync(`${file.path}.bai`)
}

/** Columns as Picard prints them, and positions by depth. */
async function measure(
  file: DataFile,
  filter: WgsDepthFilter,
): Promise<{ columns: Record<string, string>; histogram: Record<string, number> }> {
  const { header } = await openAlignmentFile(file.path, { noIndex: true })
  const regions = regionsOf(file, header.contigs)
  const territory = await withoutNoCalls(file, regions, header.contigs)
  const bp = totalLength(territory)
  const { counts, contigs } = await countsOf(file.path, {
    counts: ['flags', 'wgs-depth', 'wgs-exclusions'],
    wgsDepth: filter,
    regions,
    territory,
  })
  const evaluation = evaluate({ counts, contigs, territory: { bp }, coordinateSorted: true, programs: [] })
  const values = Object.fromEntries(Object.entries(evaluation).map(([id, { value }]) => [id, value]))
  const covered = Array.from(counts['wgs-depth'], Number).slice(1)
  const uncovered = bp - covered.reduce((sum, positions) => sum + positions, 0)
  return { columns: picardColumns(values), histogram: Object.fromEntries([uncovered, ...covered].entries()) }
}

/** The interval that Picard was held to, else all contigs. */
function regionsOf(file: DataFile, contigs: readonly Contig[]): Interval[] {
  const interval = expectedOutput(file, 'wgs_interval.txt')?.trim()
  if (interval === undefined) return contigs.map(({ length }, contig) => ({ contig, start: 0, end: length }))
  const [, name, first, last] = /^(.+):(\d+)-(\d+)$/.exec(interval)!
  return [{ contig: contigs.findIndex((contig) => contig.name === name), start: Number(first) - 1, end: Number(last) }]
}

async function withoutNoCalls(
  { reference }: DataFile,
  regions: readonly Interval[],
  contigs: readonly Contig[],
): Promise<Interval[]> {
  return subtractIntervals(regions, noCallIntervals(await openReference(reference!), contigs))
}

compared.atLeast(2200)
