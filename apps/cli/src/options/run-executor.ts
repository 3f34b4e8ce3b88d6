// Options on where the samples of a run are counted. No result depends on them.
import { UsageError } from '@genomsyn/hts'
import { type Command, Option } from 'commander'
import { addExecutorOptions, type ExecutorOptions } from './executor.ts'
import { addMemoryOption, type MemoryOptions } from './memory.ts'
import { wholeNumber } from './whole-number.ts'

export type ExecutorName = 'local' | 'slurm'
const NAMES: readonly ExecutorName[] = ['local', 'slurm']
const MAX_TASKS = 1_000_000

export interface RunExecutorOptions extends ExecutorOptions, MemoryOptions {
  readonly executor?: ExecutorName
  /** Options for sbatch. */
  readonly slurm?: readonly string[]
  readonly tasks?: number
  readonly wait?: boolean
}

export function addRunExecutorOptions(command: Command): Command {
  addMemoryOption(addExecutorOptions(command))
  const slurm = 'option for sbatch, such as --slurm=--partition=genomics; may be given several times'
  return command
    .addOption(new Option('--executor <name>', 'where to count: on this machine, or in jobs of a cluster').choices(NAMES))
    .option('--slurm <option>', slurm, collect)
    .option(
      '--tasks <n>',
      'Slurm: tasks of the job array (default: one per sample, small ones together)',
      wholeNumber('--tasks', 1, MAX_TASKS),
    )
    .option('--wait', 'Slurm: wait for the verdicts instead of returning when the jobs are submitted')
}

/** @throws UsageError for an option of the cluster without it */
export function requireCluster(executor: ExecutorName, { slurm, tasks, wait }: RunExecutorOptions): void {
  if (executor === 'slurm') return
  const given = Object.entries({ slurm, tasks, wait }).find(([, value]) => value !== undefined)
  if (given !== undefined) throw new UsageError(`--${given[0]}`, 'is for --executor slurm')
}

function collect(value: string, earlier: readonly string[] = []): string[] {
  return [...earlier, value]
}
