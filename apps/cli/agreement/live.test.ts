// samtools, mosdepth and Picard, run on files with content that real ones seldom have.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type AlignmentRecord,
  type Contig,
  everyCase,
  makeGenome,
  makeHeader,
  makePair,
  makeRecord,
  simulateReads,
  writeBamFile,
  writeFasta,
} from '@genomsyn/simulate'
import { mosdepth, picard, samtools } from '@genomsyn/testkit'
import { afterAll, describe, it } from 'vitest'
import { Comparisons } from './comparisons.ts'
import { flagstatRows } from './flagstat.ts'
import { countsOf, documentOf } from './measured.ts'
import { oddContig, oddRecords } from './odd-records.ts'
import { ownColumns, picardColumns } from './picard-columns.ts'
import { distributionOf, statsMetrics } from './tool-numbers.ts'

for (const [tool, oracle] of Object.entries({ samtools, mosdepth, Picard: picard })) {
  if (oracle.version() === null) throw new Error(`THE LIVE SUITE CANNOT RUN: ${tool} is not installed`)
}

const compared = new Comparisons()
const folder = mkdtempSync(join(tmpdir(), 'genomsyn-'))
afterAll(() => rmSync(folder, { recursive: true }))

interface Case {
  readonly name: string
  readonly contigs: readonly Contig[]
  readonly records: Iterable<AlignmentRecord>
}

const everyKind = makeGenome(3, [
  { name: 'chr1', length: 60_000, gaps: [[0, 500], [30_000, 30_100]] },
  { name: 'chr2', length: 20_000 },
]) // prettier-ignore

const cases: Case[] = [
  {
    name: 'every kind of record that the simulator knows, at 40x',
    contigs: everyKind,
    records: simulateReads({ seed: 4, genome: everyKind, depth: 40, library: everyCase }),
  },
  { name: 'odd records', contigs: makeGenome(5, [{ ...oddContig, gaps: [[900, 950]] }]), records: oddRecords(3000) },
  {
    name: 'piles of 250, 255, 300, 600 and 70,000 pairs',
    contigs: makeGenome(6, [{ name: 'deep', length: 4000 }]),
    records: piles(),
  },
  {
    name: 'reads of 20 kilobases, and skips of more',
    contigs: makeGenome(7, [{ name: 'long', length: 60_000 }]),
    records: longReads(20_000),
  },
]

/** Every third record without qualities, every seventh without a sequence. */
function withAbsences(records: readonly AlignmentRecord[]): AlignmentRecord[] {
  return records.map((record, i) => {
    if (i % 7 === 0) return { ...record, sequence: '', qualities: null }
    return i % 3 === 0 ? { ...record, qualities: null } : record
  })
}

/** Pairs that begin at one position each; the deepest overflows 16 bits. */
function* piles(): Generator<AlignmentRecord> {
  for (const [i, depth] of [250, 255, 300, 600, 70_000].entries()) {
    const pairs = Array.from({ length: depth }, (_, j) =>
      makePair({ name: `p${i}_${j}`, position: 700 * i }, { position: 700 * i + 20 }),
    )
    yield* pairs.map(([first]) => first)
    yield* pairs.map(([, second]) => second)
  }
}

/** Reads of `length`, and others that skip or lack half as much again. */
function longReads(length: number): AlignmentRecord[] {
  const more = 1.5 * length
  const pairs = [
    makePair({ name: 'whole', cigar: `${length}M` }, { position: 0.9 * length, cigar: `${length}M` }),
    makePair({ name: 'skip', position: 10, cigar: `1000M${more}N1000M` }, { position: 400, cigar: `500M${more}N1000M` }),
    makePair({ name: 'lack', position: 20, cigar: `50M${more}D50M` }, { position: length, cigar: '50M' }),
    makePair({ name: 'edge', position: 3 * length - 100 }, { position: 3 * length - 50 }),
  ]
  return [...pairs.flat(), makeRecord({ name: 'alone', position: 30, cigar: `${length}M` })].toSorted(
    (a, b) => a.position - b.position,
  )
}

describe.each(cases)('$name', ({ name, contigs, records }) => {
  const path = join(folder, `${name.replaceAll(/\W+/g, '-')}.bam`)
  const reference = `${path}.fa`
  const regions = `${path}.bed`
  writeBamFile(path, makeHeader({ contigs, readGroups: [{ id: 'rg', sample: 'S1' }] }), records)
  writeFasta(reference, [...contigs])
  writeFileSync(`${path}.dict`, `@HD\tVN:1.6\n${contigs.map(({ name: sn, length }) => `@SQ\tSN:${sn}\tLN:${length}\n`).join('')}`)
  writeFileSync(regions, contigs.map(({ name: contig, length }) => `${contig}\t0\t${length}\n`).join(''))

  it('has the coverage of CollectWgsMetrics', async () => {
    const { metrics, histogram } = picard.collect('CollectWgsMetrics', { I: path, R: reference })
    const document = await documentOf(path, '--reference', reference, '--regions', regions)
    compared.agree(picardColumns(document.extended_metrics), ownColumns(metrics[0]!))
    const positions = histogram.slice(1).map(([depth = '', count]) => [depth, Number(count)] as const)
    const ours = Object.fromEntries(document.histograms.autosome_depth!)
    compared.agree(ours, Object.fromEntries(positions.filter(([, count]) => count > 0)))
  })

  it('has the yield, the reads and the depth of the others', async () => await expectOthersToAgree(path, contigs))
})

it('agrees on absent sequences and qualities, at which CollectWgsMetrics stops', async () => {
  const contigs = makeGenome(5, [oddContig])
  const path = join(folder, 'absent.bam')
  writeBamFile(path, makeHeader({ contigs, readGroups: [{ id: 'rg', sample: 'S1' }] }), withAbsences(oddRecords(300)))
  await expectOthersToAgree(path, contigs)
})

it('agrees on reads of a megabase, which take CollectWgsMetrics and samtools stats too long', async () => {
  const contigs = makeGenome(8, [{ name: 'long', length: 3_000_000 }])
  const path = join(folder, 'megabase.bam')
  writeBamFile(path, makeHeader({ contigs }), longReads(1_000_000))
  await expectFlagsAndDepthToAgree(path, contigs)
})

/** Everything but CollectWgsMetrics. */
async function expectOthersToAgree(path: string, contigs: readonly Contig[]): Promise<void> {
  const { wgs_qc_metrics, extended_metrics } = await documentOf(path)
  const [theirs] = picard.collect('CollectQualityYieldMetrics', { I: path }).metrics
  compared.agree(extended_metrics, {
    reads_total_primary: Number(theirs!.TOTAL_READS),
    yield_bp_total: Number(theirs!.PF_BASES),
    yield_bp_q20: Number(theirs!.PF_Q20_BASES),
    yield_bp_q30: Number(theirs!.PF_Q30_BASES),
  })
  compared.agree(wgs_qc_metrics.aln_metrics, statsMetrics(samtools.parseSummaryNumbers(samtools.stats(path))))
  await expectFlagsAndDepthToAgree(path, contigs)
}

async function expectFlagsAndDepthToAgree(path: string, contigs: readonly Contig[]): Promise<void> {
  compared.agree(flagstatRows(await countsOf(path, { counts: ['flags', 'mate-contig'] })), samtools.flagstat(path))
  for (const mode of [{}, { fastMode: true }] as const) {
    const { ours, theirs } = await depthOf(path, contigs, mode)
    compared.agree(ours, theirs)
  }
}

/** Sums of depth by contig, and the distribution over all. */
async function depthOf(
  path: string,
  contigs: readonly Contig[],
  mode: { readonly fastMode?: true },
): Promise<Record<'ours' | 'theirs', Record<string, number | string>>> {
  const { summary, distribution } = mosdepth.depths(path, mode.fastMode ? ['--fast-mode'] : [])
  const { counts } = await countsOf(path, { counts: ['contig-depth', 'depth'], ...mode })
  const ours = contigs.map(({ name }, i) => [name, Number(counts['contig-depth'][i])] as const)
  const theirs = summary.filter(({ contig }) => contig !== 'total').map(({ contig, bases }) => [contig, bases] as const)
  const length = contigs.reduce((sum, contig) => sum + contig.length, 0)
  const rows = distribution.filter(({ contig, depth }) => contig === 'total' && depth > 0 && depth < counts.depth.length - 1)
  return {
    ours: { ...Object.fromEntries(ours), ...distributionOf(counts.depth, length) },
    theirs: { ...Object.fromEntries(theirs), ...Object.fromEntries(rows.map(({ depth, fraction }) => [`${depth}x`, fraction])) },
  }
}

compared.atLeast(1600)
