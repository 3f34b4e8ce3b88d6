// Flag counts against samtools flagstat: inflate and CRC with hardly anything behind them.
import { samtools } from '@genomsyn/testkit'
import { count, countCommand, FLAG_COUNTS } from '../harness/ours.ts'
import { reportAbsent } from '../harness/results.ts'
import type { Sample } from '../harness/samples.ts'
import { requireEqual, runDuel } from './rival.ts'

const BARS = { nova: { 1: 1.0, 2: 0.72 }, hiseq: { 1: 1.0, 2: 0.85 } } as const

export async function benchFlagstat(sample: Sample): Promise<void> {
  if (samtools.version() === null) return reportAbsent('samtools')
  requireEqualRows(sample)
  for (const cores of [1, 2] as const) {
    await runDuel({
      name: 'flag counts against samtools flagstat',
      sample,
      cores,
      ours: countCommand(sample, FLAG_COUNTS, cores),
      theirs: (cores === 1 ? [0] : [1, 2]).map((threads) => ['samtools', 'flagstat', '-@', String(threads), sample.bam]),
      bar: BARS[sample.character][cores],
    })
  }
}

function requireEqualRows(sample: Sample): void {
  const { counts } = count(sample, FLAG_COUNTS)
  const total = (holds: (flag: number) => boolean): number =>
    counts.flags!.reduce((sum, records, index) => (holds(index & 0xfff) ? sum + Number(records) : sum), 0)
  const primary = (flag: number): boolean => (flag & 0x900) === 0
  const ours = {
    'in total': total(() => true),
    primary: total(primary),
    secondary: total((flag) => (flag & 0x100) !== 0),
    duplicates: total((flag) => (flag & 0x400) !== 0),
    mapped: total((flag) => (flag & 0x4) === 0),
    'properly paired': total((flag) => primary(flag) && (flag & 0x7) === 0x3),
    singletons: total((flag) => primary(flag) && (flag & 0xd) === 0x9),
    'with mate mapped to a different chr': Number(counts['mate-contig']!.reduce((sum, reads) => sum + reads, 0n)),
  }
  const rows = samtools.flagstat(sample.bam)
  const theirs = Object.keys(ours).map((label) => [label, (rows[label]?.passed ?? NaN) + (rows[label]?.failed ?? NaN)])
  requireEqual('flagstat', ours, Object.fromEntries(theirs) as Record<string, number>)
}
