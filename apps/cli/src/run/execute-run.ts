// Where a run goes on, by the executor that was asked for; every one gives the same bytes, and no other command knows which it was.
import type { RunRecord } from '@genomsyn/writers'
import { requireCluster, type RunExecutorOptions } from '../options/run-executor.ts'
import { print } from '../standard-output.ts'
import { exitCodeOf } from './exit-code.ts'
import type { ExecutorRequest } from './request.ts'
import { chooseResources } from './resources.ts'
import { readRun } from './run-files.ts'
import { runSamples, type RunWork } from './run-samples.ts'
import { handedOverText } from './slurm/handed-over-text.ts'
import { requireNoJobs } from './slurm/standing.ts'
import { submitRun } from './slurm/submit.ts'
import { waitForVerdicts } from './slurm/wait.ts'
import { type HowOptions, tellRun } from './told-run.ts'

export type RunOptions = RunExecutorOptions & HowOptions

/** Measures and judges the samples; null when that goes on without this process. */
type RunExecutor = (work: RunWork, options: RunOptions) => Promise<RunRecord | null>

const executors: Readonly<Record<ExecutorRequest['name'], RunExecutor>> = { local: runHere, slurm: runOnCluster }

/**
 * @returns the exit code: that of the verdicts, 0 when they come later
 * @throws UsageError when others write to the folder
 */
export async function executeRun(work: RunWork, options: RunOptions): Promise<number> {
  const { folder, request } = work
  const { name } = request.executor
  requireCluster(name, options)
  await requireNoJobs(folder)
  const record = await executors[name](work, options)
  if (record === null) return 0
  await tellRun(record, folder.path, options)
  return exitCodeOf(record, request.expectAll)
}

async function runHere(work: RunWork, options: RunOptions): Promise<RunRecord> {
  const { workers, words } = chooseResources(options)
  tellStart(work, words, options)
  const { shards, quiet } = options
  return await runSamples(work, { workers, shards, quiet })
}

async function runOnCluster(work: RunWork, { shards, tasks, quiet, wait = false }: RunOptions): Promise<RunRecord | null> {
  tellStart(work, 'to be counted in Slurm jobs', { quiet })
  const handedOver = await submitRun(work, { ...work.request.executor, shards, tasks, quiet })
  if (!quiet) await print(handedOverText(handedOver))
  if (!wait) return null
  await waitForVerdicts(handedOver)
  return await readRun(work.folder, work.request)
}

/** How much of the run, and by what means. */
function tellStart(
  { request, samples }: RunWork,
  words: string,
  { quiet = false }: { readonly quiet?: boolean | undefined },
): void {
  const some =
    samples.length === request.samples.length ? '' : `${samples.length} of ${request.samples.length} samples once more; `
  if (!quiet) console.error(`${some}${words}`)
}
