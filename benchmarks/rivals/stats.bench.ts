// Plain `genomsyn qc`, with depth as Picard counts it, against samtools stats.
import { samtools } from '@genomsyn/testkit'
import { measure, qcCommand } from '../harness/ours.ts'
import { reportAbsent } from '../harness/results.ts'
import type { Sample } from '../harness/samples.ts'
import { requireEqual, runDuel } from './rival.ts'

const BARS = { nova: 0.14, hiseq: 0.25 } as const

export async function benchStats(sample: Sample): Promise<void> {
  if (samtools.version() === null) return reportAbsent('samtools')
  const { extended_metrics: ours } = measure(sample)
  const theirs = samtools.parseSummaryNumbers(samtools.stats(sample.bam))
  requireEqual(
    'samtools stats',
    {
      'reads mapped': ours.reads_mapped_primary,
      'reads properly paired': ours.reads_properly_paired,
      'insert size average': ours.mean_insert_size?.toFixed(1),
      'insert size standard deviation': ours.insert_size_std_deviation?.toFixed(1),
    },
    Object.fromEntries(Object.entries(theirs).filter(([label]) => /^reads (mapped|properly paired)$|^insert size/.test(label))),
  )
  await runDuel({
    name: 'genomsyn qc against samtools stats',
    sample,
    cores: 2,
    ours: qcCommand(sample, 2),
    theirs: [1, 2].map((threads) => ['samtools', 'stats', '-@', String(threads), sample.bam]),
    bar: BARS[sample.character],
  })
}
