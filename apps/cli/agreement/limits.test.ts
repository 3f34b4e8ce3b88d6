// That a run stays within what a control group of the operating system leaves it, and says so: nothing here is told to it.
import { existsSync, linkSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { deflateAtLevel } from '@genomsyn/simulate'
import { afterEach, describe, expect, it } from 'vitest'
import { bin } from '../test/command.ts'
import { contentOf } from '../test/interrupted-runs.ts'
import { writeProfile, writeSheet } from '../test/runs.ts'
import { suiteFolder, writeSample } from '../test/sample-files.ts'
import { Comparisons } from './comparisons.ts'
import { type ControlGroup, makeControlGroup } from './control-group.ts'

const GIGABYTE = 2 ** 30
const MEGABYTE = 2 ** 20

const compared = new Comparisons()
const folder = suiteFolder()
const names = Array.from({ length: 12 }, (_, i) => `S${i}`)
const first = writeSample(join(folder, 'S0.bam'), { deflate: deflateAtLevel(0) }).path
for (const name of names.slice(1)) for (const end of ['', '.bai']) linkSync(`${first}${end}`, join(folder, `${name}.bam${end}`))
const sheet = writeSheet(folder, names.map((name) => [name, `${name}.bam`])) // prettier-ignore
const run = [process.execPath, bin, 'run', sheet, '--profile', writeProfile(folder), '--allow-missing-eof', '--shards', '4']

describe('a run in a control group', () => {
  let group: ControlGroup | null = null
  afterEach(() => group?.remove())

  it.each([
    ['of 1 CPU and 2 GB', { cpus: 1, memory: 2 * GIGABYTE }, [], {}, '1 worker (cgroup), 1.6 GB of memory (cgroup)'],
    ['of half a CPU', { cpus: 0.5, memory: 2 * GIGABYTE }, [], {}, '1 worker (cgroup), 1.6 GB of memory (cgroup)'],
    ['of too little memory for the workers it shall have', { cpus: 2, memory: 320 * MEGABYTE }, ['--workers', '8'], {},
      '2 workers (--workers) instead of 8, to stay within the memory, 256 MB of memory (cgroup)'],
    ['of 1 CPU, of which Slurm gives it 4', { cpus: 1, memory: 2 * GIGABYTE }, [], { SLURM_CPUS_PER_TASK: '4' },
      '4 workers (SLURM_CPUS_PER_TASK), 1.6 GB of memory (cgroup)'],
  ] as const)('%s takes no more, and says why', (name, limits, options, environment, words) => {
    const out = join(folder, name)
    group = makeControlGroup(limits)
    const told = group.run([...run, ...options, '--out', out], environment)
    expect(told.split('\n')[0]).toBe(words)
    expect(group.peakMemory()).toBeLessThan(limits.memory)
    expect(group.oomKills()).toBe(0)
    const peaks = readFileSync(join(out, 'metering.csv'), 'utf8').split('\r\n').slice(1, -1).map((line) => Number(line.split(',')[4]))
    expect(Math.max(...peaks)).toBeLessThan(0.8 * limits.memory)
    if (existsSync(join(folder, 'of 1 CPU and 2 GB'))) compared.agree(contentOf(out), contentOf(join(folder, 'of 1 CPU and 2 GB')))
  }) // prettier-ignore
})

compared.atLeast(100)
