// Which limit on memory wins, and how many workers fit into it.
import { describe, expect, it } from 'vitest'
import { memoryLimit, workersWithin } from './memory-limit.ts'
import type { Machine } from './worker-count.ts'

const GB = 2 ** 30
const MB = 2 ** 20

/** 64 GB without limits; files by path. */
function machine(environment: Machine['environment'], files: Record<string, string> = {}): Machine {
  return { environment, cores: 16, parallelism: 16, memory: 64 * GB, read: (path) => files[path] ?? null }
}

const group = { '/proc/self/cgroup': '0::/job/step\n', '/sys/fs/cgroup/job/memory.max': `${2 * GB}\n`, '/sys/fs/cgroup/job/step/memory.max': 'max\n' } // prettier-ignore

describe('the memory limit', () => {
  it.each([
    ['the option, whole', 3 * GB, machine({ SLURM_MEM_PER_NODE: '8192' }), 3 * GB, '--memory'],
    ['of Slurm, by node', undefined, machine({ SLURM_MEM_PER_NODE: '8192', SLURM_MEM_PER_CPU: '1' }, group), 0.8 * 8 * GB, 'SLURM_MEM_PER_NODE'],
    ['of Slurm, by CPU', undefined, machine({ SLURM_MEM_PER_CPU: '2048', SLURM_CPUS_ON_NODE: '4' }, group), 0.8 * 8 * GB, 'SLURM_MEM_PER_CPU'],
    ['of the tightest control group', undefined, machine({}, group), 0.8 * 2 * GB, 'cgroup'],
    ['of a version 1 group', undefined, machine({}, { '/proc/self/cgroup': '4:memory:/job', '/sys/fs/cgroup/memory/job/memory.limit_in_bytes': `${GB}` }), 0.8 * GB, 'cgroup'],
    ['of the machine, when Slurm gives all of the node', undefined, machine({ SLURM_MEM_PER_NODE: '0' }), 0.8 * 64 * GB, 'machine'],
    ['of the machine, when a group has none', undefined, machine({}, { '/proc/self/cgroup': '0::/', '/sys/fs/cgroup/memory.max': 'max' }), 0.8 * 64 * GB, 'machine'],
  ])('is that %s', (_, option, on, bytes, source) => {
    expect(memoryLimit(option, on)).toEqual({ bytes: Math.floor(bytes), source })
  }) // prettier-ignore
})

describe('the workers within it', () => {
  const asked = { workers: 8, source: 'cores' } as const

  it('are all where there is room, and fewer where there is less', () => {
    expect(workersWithin(asked, { bytes: 2 * GB, source: 'cgroup' })).toBe(8)
    const few = workersWithin(asked, { bytes: 300 * MB, source: 'cgroup' })
    expect(few).toBeGreaterThanOrEqual(1)
    expect(few).toBeLessThan(8)
  })

  it('are one at least, unless the option asks for the impossible', () => {
    expect(workersWithin(asked, { bytes: 10 * MB, source: 'cgroup' })).toBe(1)
    expect(() => workersWithin(asked, { bytes: 10 * MB, source: '--memory' })).toThrow(/--memory: one worker needs \d+ MB/)
  })
})
