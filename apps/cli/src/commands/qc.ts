// genomsyn qc: alignment files → documents of the standard's metrics, and a summary of each.
import { localExecutor } from '@genomsyn/engine'
import { UsageError } from '@genomsyn/hts'
import { Command } from 'commander'
import { requireFolder } from '../atomic-files.ts'
import { Failures } from '../failures.ts'
import { openInput, requireReadable } from '../input.ts'
import { addDetailOptions } from '../options/detail.ts'
import { addExecutorOptions } from '../options/executor.ts'
import { addInputOptions } from '../options/input.ts'
import { addResultOptions, withFolder } from '../options/result.ts'
import { addSampleOptions } from '../options/sample.ts'
import { addTerritoryOptions } from '../options/territory.ts'
import { scanReference } from '../reference-scan.ts'
import { ResultNames } from '../result-names.ts'
import { runSample, type SampleRunOptions } from '../sample-run.ts'
import { workerCount } from '../worker-count.ts'

const EXAMPLES = `
Examples:
  genomsyn qc NA12878.bam --reference GRCh38.fa --out results/
  genomsyn qc panel.bam --regions targets.bed
  genomsyn qc NA12878.cram --reference GRCh38.fa
  genomsyn qc - --json < NA12878.bam`

export function command(exitWith: (code: number) => void): Command {
  const qc = new Command('qc')
    .description('measure BAM and CRAM files: GA4GH WGS-QC metrics, extended metrics, and where they come from')
    .argument('<file...>', 'BAM or CRAM files; - reads standard input')
  addDetailOptions(addTerritoryOptions(addResultOptions(qc)))
  addExecutorOptions(addInputOptions(addSampleOptions(qc)))
  return qc.addHelpText('after', EXAMPLES).action(async (paths: string[], options: SampleRunOptions) => {
    exitWith(await measureAll(paths, withFolder(options)))
  })
}

/** The exit code: the worst of what became of the files. */
async function measureAll(paths: readonly string[], options: SampleRunOptions): Promise<number> {
  requireReadable(paths)
  requireOneName(paths, options)
  if (options.out !== undefined) await requireFolder(options.out)
  const failures = new Failures()
  const names = new ResultNames(options)
  const inputs = await failures.collect(paths, async (path) => names.claim(await openInput(path, options)))
  if (inputs.length === 0) return failures.exitCode
  const reference = await scanReference(options)
  const { workers } = workerCount(options.workers)
  const executor = localExecutor(workers)
  try {
    await failures.collect(inputs, (input) => runSample(input, { options, names, reference, workers, executor }))
  } finally {
    await executor.close()
  }
  return failures.exitCode
}

function requireOneName(paths: readonly string[], { sample }: SampleRunOptions): void {
  if (sample === undefined || paths.length === 1) return
  throw new UsageError('--sample', `names one sample, but ${paths.length} files were given; run them one by one`)
}
