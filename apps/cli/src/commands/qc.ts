// genomsyn qc: alignment files → documents of the standard's metrics, and a summary of each.
import { localExecutor } from '@genomsyn/engine'
import { sampleName, UsageError } from '@genomsyn/hts'
import { Command } from 'commander'
import { requireFolder } from '../atomic-files.ts'
import { Failures } from '../failures.ts'
import { type Input, openInput, requireReadable } from '../input.ts'
import { addExecutorOptions } from '../options/executor.ts'
import { addInputOptions } from '../options/input.ts'
import { addResultOptions, withFolder } from '../options/result.ts'
import { addSampleOptions } from '../options/sample.ts'
import { addTerritoryOptions } from '../options/territory.ts'
import { ResultNames } from '../result-names.ts'
import { type Call, runSample, type SampleRunOptions } from '../sample-run.ts'
import { workerCount } from '../worker-count.ts'

const EXAMPLES = `
Examples:
  genomsyn qc NA12878.bam --reference GRCh38.fa --out results/
  genomsyn qc panel.bam --regions targets.bed
  samtools view -u NA12878.cram | genomsyn qc - --json --sample NA12878`

export function command(): Command {
  const qc = new Command('qc')
    .description('measure BAM files: GA4GH WGS-QC metrics, extended metrics and where they come from')
    .argument('<file...>', 'BAM files; - reads standard input')
  addTerritoryOptions(addResultOptions(qc))
  addExecutorOptions(addInputOptions(addSampleOptions(qc)))
  return qc.addHelpText('after', EXAMPLES).action(async (paths: string[], options: SampleRunOptions) => {
    process.exitCode = await runCall(paths, withFolder(options))
  })
}

/** The worst of what became of the files: 0 when all is well. */
async function runCall(paths: readonly string[], options: SampleRunOptions): Promise<number> {
  requireReadable(paths)
  requireOneName(paths, options)
  if (options.out !== undefined) await requireFolder(options.out)
  const failures = new Failures()
  const { workers } = workerCount(options.workers)
  const call: Call = { options, workers, executor: localExecutor(workers), names: new ResultNames() }
  try {
    const inputs = await openAll(paths, call, failures)
    for (const input of inputs) await failures.collect(() => runSample(input, call))
  } finally {
    await call.executor.close()
  }
  return failures.exitCode
}

function requireOneName(paths: readonly string[], { sample }: SampleRunOptions): void {
  if (sample === undefined || paths.length === 1) return
  throw new UsageError('--sample', `names one sample, but ${paths.length} files were given; run them one by one`)
}

/** Those that can be opened; names are claimed before any work is done. */
async function openAll(paths: readonly string[], { options, names }: Call, failures: Failures): Promise<Input[]> {
  const inputs: (Input | null)[] = []
  for (const path of paths) {
    const open = async (): Promise<Input> => {
      const input = await openInput(path, options)
      if (input.file !== null) names.claim(sampleName(input.file.header, path, options), input)
      return input
    }
    inputs.push(await failures.collect(open))
  }
  return inputs.filter((input) => input !== null)
}
