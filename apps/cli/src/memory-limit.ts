// How much memory this process may take: what it was told, else most of what Slurm, its control group or the machine leave it;
// and how many workers fit into it.
import { UsageError } from '@genomsyn/hts'
import { controlGroups } from './control-groups.ts'
import { type Machine, thisMachine, type WorkerCount } from './worker-count.ts'

export interface MemoryLimit {
  readonly bytes: number
  /** Which limit decided. */
  readonly source: '--memory' | 'SLURM_MEM_PER_NODE' | 'SLURM_MEM_PER_CPU' | 'cgroup' | 'machine'
}

/** Of a limit that others set: a process that reaches it is killed, and the page cache counts in control groups. */
const SHARE_OF_LIMIT = 0.8
const MEGABYTE = 2 ** 20

/**
 * What the command takes without workers, and what each takes. Resident sets of runs over 20 files with 3,366 contigs (the header
 * of GRCh38 with decoys): see docs/decisions/0012-one-pool-for-all-files.md.
 */
const BASE_BYTES = 120 * MEGABYTE
const WORKER_BYTES = 60 * MEGABYTE

/** In this order: the option, Slurm's allocation, then the least of the control groups and the machine. */
export function memoryLimit(option: number | undefined, machine: Machine = thisMachine()): MemoryLimit {
  if (option !== undefined) return { bytes: option, source: '--memory' }
  const { environment } = machine
  const perNode = megabytes(environment.SLURM_MEM_PER_NODE)
  if (perNode > 0) return within(perNode, 'SLURM_MEM_PER_NODE')
  const perCpu = megabytes(environment.SLURM_MEM_PER_CPU)
  const cpus = Number(environment.SLURM_CPUS_ON_NODE ?? environment.SLURM_CPUS_PER_TASK ?? 1)
  if (perCpu > 0 && cpus > 0) return within(perCpu * cpus, 'SLURM_MEM_PER_CPU')
  const group = groupLimit(machine)
  return group !== null && group < machine.memory ? within(group, 'cgroup') : within(machine.memory, 'machine')
}

/**
 * As many of the workers as fit, at least one.
 * @throws UsageError when not even one fits into what the option allows
 */
export function workersWithin(asked: WorkerCount, limit: MemoryLimit): number {
  const fitting = Math.floor((limit.bytes - BASE_BYTES) / WORKER_BYTES)
  if (fitting >= 1 || limit.source !== '--memory') return Math.max(1, Math.min(asked.workers, fitting))
  const needed = Math.ceil((BASE_BYTES + WORKER_BYTES) / MEGABYTE)
  throw new UsageError('--memory', `one worker needs ${needed} MB; allow at least as much`)
}

function within(bytes: number, source: MemoryLimit['source']): MemoryLimit {
  return { bytes: Math.floor(bytes * SHARE_OF_LIMIT), source }
}

/** Slurm's are in megabytes; 0 stands for all of the node (sbatch(1), Slurm 22.05). */
function megabytes(text = ''): number {
  return /^\d+$/.test(text) ? Number(text) * MEGABYTE : 0
}

/** The tightest around this process; null without one. Version 1 says that there is none with a number beyond all memory. */
function groupLimit({ read }: Machine): number | null {
  const limits = controlGroups(read, 'memory').flatMap((folder) => {
    const text = (read(`${folder}/memory.max`) ?? read(`${folder}/memory.limit_in_bytes`) ?? '').trim()
    return /^\d+$/.test(text) ? [Number(text)] : []
  })
  return limits.length === 0 ? null : Math.min(...limits)
}
