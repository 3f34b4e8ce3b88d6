// Which limit on CPUs wins.
import { expect, it } from 'vitest'
import { type Machine, workerCount } from './worker-count.ts'

/** 16 cores without limits; files by path. */
function machine(limits: Partial<Machine> & { files?: Record<string, string> } = {}): Machine {
  return { environment: {}, cores: 16, parallelism: 16, memory: 2 ** 36, read: (path) => limits.files?.[path] ?? null, ...limits }
}

it('takes what the option says before all else', () => {
  const slurm = machine({ environment: { SLURM_CPUS_PER_TASK: '4' } })
  expect(workerCount(7, slurm)).toEqual({ workers: 7, source: '--workers' })
})

it("takes Slurm's allocation before the machine's limits", () => {
  const slurm = machine({ environment: { SLURM_CPUS_PER_TASK: '4' }, parallelism: 2 })
  expect(workerCount(undefined, slurm)).toEqual({ workers: 4, source: 'SLURM_CPUS_PER_TASK' })
})

it('ignores an allocation that is no number', () => {
  expect(workerCount(undefined, machine({ environment: { SLURM_CPUS_PER_TASK: '' } }))).toEqual({ workers: 16, source: 'cores' })
})

it('stays within the affinity mask', () => {
  expect(workerCount(undefined, machine({ parallelism: 3 }))).toEqual({ workers: 3, source: 'affinity' })
})

it('stays within the quota of a container', () => {
  const files = { '/proc/self/cgroup': '0::/', '/sys/fs/cgroup/cpu.max': '250000 100000\n' }
  expect(workerCount(undefined, machine({ files }))).toEqual({ workers: 2, source: 'cgroup' })
})

it('stays within the tightest quota of the groups around it', () => {
  const files = {
    '/proc/self/cgroup': '0::/slice/job_7/step_0',
    '/sys/fs/cgroup/slice/cpu.max': 'max 100000',
    '/sys/fs/cgroup/slice/job_7/cpu.max': '400000 100000',
    '/sys/fs/cgroup/slice/job_7/step_0/cpu.max': '800000 100000',
  }
  expect(workerCount(undefined, machine({ files }))).toEqual({ workers: 4, source: 'cgroup' })
})

it('reads the quota of a version 1 group', () => {
  const files = {
    '/proc/self/cgroup': '5:memory:/job\n4:cpu,cpuacct:/job\n',
    '/sys/fs/cgroup/cpu/job/cpu.cfs_quota_us': '50000\n',
    '/sys/fs/cgroup/cpu/job/cpu.cfs_period_us': '100000\n',
  }
  expect(workerCount(undefined, machine({ files }))).toEqual({ workers: 1, source: 'cgroup' })
})

it('has no quota when the group has none', () => {
  const files = { '/proc/self/cgroup': '0::/', '/sys/fs/cgroup/cpu.max': 'max 100000' }
  expect(workerCount(undefined, machine({ files }))).toEqual({ workers: 16, source: 'cores' })
})

it('finds at least one worker on this machine', () => {
  expect(workerCount(undefined).workers).toBeGreaterThan(0)
})
