// Plain `genomsyn qc` against Picard CollectWgsMetrics, which gives its coverage metrics alone.
import { join } from 'node:path'
import { picard } from '@genomsyn/testkit'
import { inScratch, measure, qcCommand } from '../harness/ours.ts'
import { reportAbsent } from '../harness/results.ts'
import type { Sample } from '../harness/samples.ts'
import { requireEqual, runDuel } from './rival.ts'

const BAR = 0.04

export async function benchWgsMetrics(sample: Sample): Promise<void> {
  if (picard.version() === null) return reportAbsent('Picard')
  const { extended_metrics: ours } = measure(sample)
  const options = { I: sample.bam, R: sample.reference, INTERVALS: sample.intervalList }
  const [theirs = {}] = picard.collect('CollectWgsMetrics', options).metrics
  const printed = (value: number | undefined, decimals: number): number => Number(value?.toFixed(decimals))
  requireEqual(
    'CollectWgsMetrics',
    {
      territory: ours.territory_bp,
      mean: printed(ours.mean_autosome_coverage, 5),
      'percentage at 15x': printed((ours.pct_autosomes_15x ?? NaN) / 100, 5),
    },
    {
      territory: theirs.GENOME_TERRITORY,
      mean: printed(Number(theirs.MEAN_COVERAGE), 5),
      'percentage at 15x': printed(Number(theirs.PCT_15X), 5),
    },
  )
  await inScratch(async (folder) => {
    const pairs = Object.entries({ ...options, O: join(folder, 'out'), VALIDATION_STRINGENCY: 'SILENT' }).map(
      ([name, value]) => `${name}=${value}`,
    )
    const theirs = [['PicardCommandLine', 'CollectWgsMetrics', ...pairs]]
    await runDuel({
      name: 'genomsyn qc against Picard CollectWgsMetrics',
      sample,
      cores: 2,
      ours: qcCommand(sample, 2),
      theirs,
      bar: BAR,
    })
  })
}
