// genomsyn run rerun: the samples of a run that could not be measured, or were not there, once more; the others are not touched.
import { UsageError } from '@genomsyn/hts'
import type { SampleOutcome } from '@genomsyn/writers'
import { Command } from 'commander'
import { addRunExecutorOptions } from '../../options/run-executor.ts'
import { executeRun, type RunOptions } from '../../run/execute-run.ts'
import { executorRequest, keptProfile, readRequest, type RunRequest } from '../../run/request.ts'
import { readRun } from '../../run/run-files.ts'
import { RunFolder } from '../../run/run-folder.ts'
import { addHowOptions } from '../../run/told-run.ts'

interface RerunOptions extends RunOptions {
  readonly toolFail?: boolean
  readonly missing?: boolean
}

export function rerunCommand(exitWith: (code: number) => void): Command {
  const rerun = new Command('rerun')
    .description('measure and judge samples of a run once more, by what became of them')
    .argument('<dir>', 'folder of the run')
    .option('--tool-fail', 'samples that could not be measured')
    .option('--missing', 'samples whose file was not there, or that were not looked at')
  addRunExecutorOptions(addHowOptions(rerun))
  return rerun.action(async (path: string, options: RerunOptions) => exitWith(await rerunSamples(path, options)))
}

async function rerunSamples(path: string, options: RerunOptions): Promise<number> {
  const wanted: SampleOutcome[] = [
    ...(options.toolFail ? ['tool_fail' as const] : []),
    ...(options.missing ? ['missing' as const] : []),
  ]
  if (wanted.length === 0) throw new UsageError('rerun', 'say which samples: --tool-fail, --missing or both')
  const folder = new RunFolder(path)
  const before = await readRequest(folder)
  const request = { ...before, executor: executorRequest(options, before.executor) }
  const profile = await keptProfile(folder)
  const samples = await samplesWith(wanted, folder, request)
  return await executeRun({ folder, request, profile, samples }, options)
}

async function samplesWith(
  wanted: readonly SampleOutcome[],
  folder: RunFolder,
  request: RunRequest,
): Promise<RunRequest['samples']> {
  const { samples } = await readRun(folder, request)
  const names = new Set(samples.filter(({ outcome }) => wanted.includes(outcome)).map(({ sample }) => sample))
  return request.samples.filter(({ sample }) => names.has(sample))
}
