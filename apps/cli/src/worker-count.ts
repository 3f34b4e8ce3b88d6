// How many threads this process may keep busy: what it was told, else what Slurm, its affinity or its cgroup leave it.
import { readFileSync } from 'node:fs'
import { availableParallelism, cpus, totalmem } from 'node:os'
import { controlGroups, type ReadIfPresent } from './control-groups.ts'

export interface WorkerCount {
  readonly workers: number
  /** Which limit decided. */
  readonly source: '--workers' | 'SLURM_CPUS_PER_TASK' | 'cgroup' | 'affinity' | 'cores'
}

/** What the count is taken from; given in tests. */
export interface Machine {
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly cores: number
  /** CPUs that the affinity mask allows. */
  readonly parallelism: number
  /** Bytes of main memory. */
  readonly memory: number
  readonly read: ReadIfPresent
}

/** In this order: the option, Slurm's allocation, then the least of CPU quota, affinity and cores. */
export function workerCount(option: number | undefined, machine: Machine = thisMachine()): WorkerCount {
  if (option !== undefined) return { workers: option, source: '--workers' }
  const slurm = Number(machine.environment.SLURM_CPUS_PER_TASK)
  if (Number.isInteger(slurm) && slurm > 0) return { workers: slurm, source: 'SLURM_CPUS_PER_TASK' }
  const { parallelism, cores } = machine
  const quota = cpuQuota(machine)
  if (quota !== null && quota < parallelism) return { workers: quota, source: 'cgroup' }
  return { workers: parallelism, source: parallelism < cores ? 'affinity' : 'cores' }
}

/** Whole CPUs within the tightest quota of the control groups around this process, at least one; null without a quota. */
function cpuQuota({ read }: Machine): number | null {
  const quotas = controlGroups(read, 'cpu').flatMap((folder) => {
    const [quota = 0, period = 0] = (read(`${folder}/cpu.max`) ?? versionOne(read, folder)).trim().split(/\s+/).map(Number)
    return quota > 0 && period > 0 ? [Math.max(1, Math.floor(quota / period))] : []
  })
  return quotas.length === 0 ? null : Math.min(...quotas)
}

/** Quota and period of a version 1 group in the form of version 2; -1 is no quota. */
function versionOne(read: Machine['read'], folder: string): string {
  return `${read(`${folder}/cpu.cfs_quota_us`) ?? '-1'} ${read(`${folder}/cpu.cfs_period_us`) ?? ''}`
}

/** As it is. */
export function thisMachine(): Machine {
  const cores = cpus().length
  return { environment: process.env, cores, parallelism: availableParallelism(), memory: totalmem(), read: readIfPresent }
}

function readIfPresent(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}
