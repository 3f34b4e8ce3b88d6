// The bars of CRAM: each rival on the same file, and our own BAM of the same reads. Two cores.
import { join } from 'node:path'
import { mosdepth, samtools } from '@genomsyn/testkit'
import { CORE_COUNTS, count, countCommand, FLAG_COUNTS, inScratch, measure, type Measured, qcCommand } from '../harness/ours.ts'
import { type CramSample, cramSample } from '../harness/crams.ts'
import { reportAbsent } from '../harness/results.ts'
import type { Sample } from '../harness/samples.ts'
import { requireEqualDepths } from './mosdepth.bench.ts'
import { requireEqual, runDuel } from './rival.ts'

const DEPTH_COUNTS = ['depth', 'contig-depth']
const FAST_MODE = '--fast-mode'
const CORES = 2
const BARS = { mosdepth: 0.5, fastMode: 0.6, flagstat: 0.8, stats: 0.25, ownBam: 0.6 } as const

export async function benchCram(sample: Sample): Promise<void> {
  if (samtools.version() === null) return reportAbsent('samtools, which makes the CRAM files')
  for (const version of ['3.0', '3.1'] as const) await benchVersion(await cramSample(sample, version))
}

async function benchVersion(cram: CramSample): Promise<void> {
  requireEqualToBam(cram)
  if (mosdepth.version() === null) reportAbsent('mosdepth')
  else await benchDepths(cram)
  const row = { sample: cram, cores: CORES }
  await runDuel({
    ...row,
    name: `CRAM ${cram.version}: flag counts against samtools flagstat`,
    ours: countCommand(cram, FLAG_COUNTS, CORES),
    theirs: [0, 1, 2].map((threads) => ['samtools', 'flagstat', '-@', String(threads), cram.bam]),
    bar: BARS.flagstat,
  })
  await runDuel({
    ...row,
    name: `CRAM ${cram.version}: genomsyn qc against samtools stats`,
    ours: qcCommand(cram, CORES),
    theirs: [1, 2].map((threads) => ['samtools', 'stats', '--reference', cram.cramReference!, '-@', String(threads), cram.bam]),
    bar: BARS.stats,
  })
  for (const mode of [[], [FAST_MODE]]) {
    await runDuel({
      ...row,
      name: `CRAM ${cram.version}: ${['depth', ...mode].join(' ')} against our own BAM`,
      ours: countCommand(cram, DEPTH_COUNTS, CORES, ...mode),
      theirs: [countCommand(cram.asBam, DEPTH_COUNTS, CORES, ...mode)],
      bar: BARS.ownBam,
    })
  }
}

/** mosdepth asks for a reference even where none is needed. */
async function benchDepths(cram: CramSample): Promise<void> {
  requireEqualDepths(cram.asBam, FAST_MODE)
  await inScratch(async (folder) => {
    const command = (threads: number, ...options: string[]): string[] =>
      ['mosdepth', ...options, '-f', cram.cramReference!, '-t', String(threads), join(folder, 'out'), cram.bam] // prettier-ignore
    await runDuel({
      name: `CRAM ${cram.version}: depth, flags, MAPQ, insert size against mosdepth -n`,
      sample: cram,
      cores: CORES,
      ours: countCommand(cram, CORE_COUNTS, CORES),
      theirs: [0, 1, 2, 3].map((threads) => command(threads, '-n')),
      bar: BARS.mosdepth,
    })
    await runDuel({
      name: `CRAM ${cram.version}: depth --fast-mode against mosdepth -n -x`,
      sample: cram,
      cores: CORES,
      ours: countCommand(cram, DEPTH_COUNTS, CORES, FAST_MODE),
      theirs: [0, 1, 2, 3].map((threads) => command(threads, '-n', '-x')),
      bar: BARS.fastMode,
    })
  })
}

/**
 * Every count and metric as of the BAM, which the other suites hold against the rivals. A CRAM keeps no CIGAR of unmapped records, so what
 * Picard excludes for being unmapped is not in it: fractions of all bases (`pct_exc_`) differ by those, the bases themselves must not.
 */
function requireEqualToBam(cram: CramSample): void {
  const counts = [...CORE_COUNTS, 'contig-records', 'base-quality']
  requireEqual('CRAM against BAM', count(cram, counts).counts, count(cram.asBam, counts).counts)
  const [ours, theirs] = [cram, cram.asBam].map((sample) => count(sample, DEPTH_COUNTS, FAST_MODE).counts)
  requireEqual('CRAM against BAM in fast mode', ours!, theirs!)
  requireEqualMetrics(measure(cram), measure(cram.asBam))
}

function requireEqualMetrics(ours: Measured, theirs: Measured): void {
  requireEqual('metrics of CRAM against BAM', ours.extended_metrics, withoutExclusions(theirs.extended_metrics))
  requireEqual('removed from the CRAM against BAM', removedBases(ours), removedBases(theirs))
}

function withoutExclusions(metrics: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(metrics).filter(([id]) => !id.startsWith('pct_exc_')))
}

/** Bases by filter and reason; a CRAM without its reference cannot tell adapter from low mapping quality. */
function removedBases({ provenance }: Measured): Record<string, number> {
  const rows = provenance.filters.flatMap(({ name, removed }) =>
    removed.map(({ reason, bases }) => [`${name} ${reason}`, bases] as const),
  )
  return Object.fromEntries(rows.filter(([key]) => !/ (unmapped|adapter|mapq)$/.test(key)))
}
