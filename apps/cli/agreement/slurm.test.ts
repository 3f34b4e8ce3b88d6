// Runs over a real Slurm of two nodes: what every executor keeps, and what befalls tasks on a cluster.
import { type ChildProcess, execFileSync } from 'node:child_process'
import { existsSync, linkSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { deflateRawSync } from 'node:zlib'
import { tileBamFile } from '@genomsyn/simulate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { genomsyn } from '../test/command.ts'
import { describeRunExecutor } from '../test/executor-conformance.ts'
import { contentOf } from '../test/interrupted-runs.ts'
import { writeProfile, writeSheet, writeTiny } from '../test/runs.ts'
import { suiteFolder } from '../test/sample-files.ts'
import { Comparisons } from './comparisons.ts'
import { dataPath } from './shared-data.ts'
import { nodeNames, type SlurmCluster, startCluster } from './slurm-cluster.ts'

const compared = new Comparisons()
const folder = suiteFolder()
const state = mkdtempSync(join(tmpdir(), 'genomsyn-slurm-'))
let cluster: SlurmCluster

const source = dataPath('real-wgs/NA12878_S1.chr20.10_10p1mb.bam')
const deflate = (payload: Uint8Array): Uint8Array => deflateRawSync(payload, { level: 1 })

beforeAll(async () => {
  cluster = await startCluster(state)
  console.log(`a Slurm of two nodes; memory limits by ${cluster.memoryLimits}`)
})
afterAll(async () => {
  await cluster?.stop()
  rmSync(state, { recursive: true })
})

const options = ['--executor', 'slurm', '--workers', '1', '--wait']

describeRunExecutor(
  'slurm',
  { options: [...options, '--tasks', '8'], again: ['--wait'], stop: (_: ChildProcess, out: string) => cancelJobs(out) },
  (ours, theirs) => compared.agree(ours, theirs),
)

describe('a run on a cluster', () => {
  const place = join(folder, 'large')
  const base: string[] = []
  const here = join(place, 'here')
  const names = Array.from({ length: 6 }, (_, i) => `S${i}`)
  beforeAll(async () => {
    mkdirSync(place)
    const first = join(place, 'S0.bam')
    tileBamFile(first, { source, contigs: [{ name: 'chr11', length: 135_086_622 }], copies: 12, firstPosition: 10_000, deflate })
    for (const name of names.slice(1))
      for (const end of ['.bam', '.bam.bai']) linkSync(join(place, `S0${end}`), join(place, `${name}${end}`))
    const sheet = writeSheet(place, names.map((name) => [name, `${name}.bam`])) // prettier-ignore
    base.push('run', sheet, '--profile', writeProfile(place), '--shards', '40')
    await genomsyn(...base, '--out', here, '--quiet')
  })

  /** In two tasks, each of which takes a node. */
  const inTwoTasks = ['--executor', 'slurm', '--wait', '--workers', '2', '--tasks', '2']

  it('goes on by itself from the finished shards when a node fails under it', async () => {
    const out = join(place, 'failed-node')
    const run = genomsyn(...base, '--out', out, ...inTwoTasks)
    await until(() => shardsOfTaskOn(nodeNames[1], out) >= 3)
    cluster.failNode(nodeNames[1])
    await setTimeout(1000)
    cluster.resumeNode(nodeNames[1])
    const { exitCode } = await run
    expect(exitCode).toBe(0)
    const log = logsOf(out).find((text) => text.includes('resumed at'))
    expect(log).toMatch(/NODE FAILURE/)
    expect(log).toMatch(/resumed at [1-9]\d? %/)
    compared.agree(contentOf(out), contentOf(here))
  })

  it('tells a task that was killed for its memory from a bad sample, and does it again with more', async () => {
    const out = join(place, 'memory')
    const { exitCode, stdout } = await genomsyn(...base, '--out', out, ...inTwoTasks, '--slurm=--mem=45M')
    expect(exitCode).toBe(4)
    expect(stdout).toContain('(0 done, 0 QC-fail, 6 tool-fail, 0 missing)')
    expect(stdout).toMatch(
      /S0 +HOLD +.+S0\.bam: its task, job \d+_[01], needed more memory than it had and was killed\n +Next: genomsyn run rerun --tool-fail --slurm=--mem=SIZE .+memory\n/,
    )
    const rerun = await genomsyn('run', 'rerun', '--tool-fail', out, '--slurm=--mem=900M', '--tasks', '2', '--wait')
    expect(rerun.stdout).toContain('6 samples: 6 PASS (6 done')
    expect(rerun.exitCode).toBe(0)
    compared.agree(contentOf(out), contentOf(here))
  })

  it('gives verdicts also when its tasks are cancelled, and keeps what they had counted', async () => {
    const out = join(place, 'cancelled')
    const run = genomsyn(...base, '--out', out, ...inTwoTasks)
    await until(() => shardsOfTaskOn(nodeNames[0], out) >= 3)
    execFileSync('scancel', [jobsOf(out).count])
    const { exitCode, stdout } = await run
    expect(exitCode).toBe(4)
    expect(stdout).toMatch(/its task, job \d+_[01], was cancelled\n/)
    expect(logsOf(out).join('')).toMatch(
      /genomsyn: stopped; \d of 3 samples counted, and this task goes on from here when requeued/,
    )
    const again = await genomsyn(...base, '--out', out, ...inTwoTasks)
    expect(again.stderr).toMatch(/resumed at [1-9]\d? %/)
    expect(again.exitCode).toBe(0)
    compared.agree(contentOf(out), contentOf(here))
  })

  it('returns when it has submitted, says how it stands, and lets nobody else into its folder meanwhile', async () => {
    const out = join(place, 'submitted')
    const { exitCode, stdout } = await genomsyn(...base, '--out', out, '--executor', 'slurm', '--workers', '1', '--tasks', '50')
    const { count, judge } = jobsOf(out)
    expect(exitCode).toBe(0)
    expect(stdout).toContain(`Submitted 6 samples in 6 tasks of job array ${count}; job ${judge} then judges 6 samples\n`)
    expect(stdout).toContain(`genomsyn run status ${out}\n`)
    const status = await genomsyn('run', 'status', out)
    expect(status.exitCode).toBe(10)
    expect(status.stderr).toMatch(
      new RegExp(`^\\d of 6 samples counted; Slurm jobs ${count} and ${judge}: .*\\d pending.*; ${judge} gives`),
    )
    const second = await genomsyn(...base, '--out', out)
    expect(second.exitCode).toBe(2)
    expect(second.stderr).toBe(
      `genomsyn: --out: Slurm jobs ${count} and ${judge} are writing to ${out}; wait for them, or end with scancel ${count} ${judge}\n`,
    )
    await until(() => existsSync(join(out, '.genomsyn', 'slurm', '1', 'judged.json')))
    const done = await genomsyn('run', 'status', out)
    expect([done.exitCode, done.stdout, done.stderr]).toEqual([0, '6 done, 0 QC-fail, 0 tool-fail, 0 missing\n', ''])
    compared.agree(contentOf(out), contentOf(here))
    const again = await until(async () => {
      const { exitCode, stdout } = await genomsyn(...base, '--out', out, ...inTwoTasks)
      return exitCode === 2 ? null : stdout
    })
    expect(again).toMatch(/^All samples are counted already; job \d+ then judges 6 samples\n/)
    compared.agree(contentOf(out), contentOf(here))
  })

  it('obeys the limits of its job, and says which', () => {
    const logs = logsOf(join(place, 'memory'), 2)
    for (const log of logs) expect(log).toMatch(/^2 workers \(SLURM_CPUS_PER_TASK\), 720 MB of memory \(SLURM_MEM_PER_NODE\)\n/)
    expect(logs).toHaveLength(2)
  })

  it('has no more tasks than an array of the cluster may have', async () => {
    const out = join(place, 'limit')
    const many = join(folder, 'many')
    mkdirSync(many)
    const rows = Array.from({ length: 30 }, (_, i) => [`S${i}`, `S${i}.bam`])
    for (const [, file] of rows) writeTiny(join(many, file!))
    const sheet = writeSheet(many, rows)
    const run = ['run', sheet, '--profile', writeProfile(many), '--out', out, '--executor', 'slurm', '--workers', '1']
    const { stdout, exitCode } = await genomsyn(...run, '--tasks', '30', '--wait')
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(/^Submitted 30 samples in 12 tasks of job array/)
  })

  it('is refused with the reason of Slurm when that refuses, and leaves no job behind', async () => {
    const out = join(place, 'refused')
    const { exitCode, stderr } = await genomsyn(...base, '--out', out, ...inTwoTasks, '--slurm=--partition=nowhere')
    expect(exitCode).toBe(4)
    expect(stderr).toMatch(
      /genomsyn: sbatch: .*[Ii]nvalid partition.*; mend the options given as --slurm, or the state of the cluster\n$/,
    )
    expect(execFileSync('squeue', ['--noheader', '--states=PENDING'], { encoding: 'utf8' })).toBe('')
  })
})

compared.atLeast(60)

interface Jobs {
  readonly count: string
  readonly judge: string
}

function jobsOf(out: string, submission = 1): Jobs {
  return JSON.parse(readFileSync(join(out, '.genomsyn', 'slurm', `${submission}`, 'jobs.json'), 'utf8')) as Jobs
}

function cancelJobs(out: string): void {
  const { count, judge } = jobsOf(out)
  execFileSync('scancel', [count, judge])
}

/** What the tasks of a submission printed. */
function logsOf(out: string, submission = 1): string[] {
  const logs = join(out, '.genomsyn', 'slurm', `${submission}`, 'log')
  return readdirSync(logs)
    .filter((name) => name.startsWith('count-'))
    .map((name) => readFileSync(join(logs, name), 'utf8'))
}

/** Finished shards of the samples of the task that runs on the node. */
function shardsOfTaskOn(node: string, out: string): number {
  const submission = join(out, '.genomsyn', 'slurm', '1')
  if (!existsSync(join(submission, 'jobs.json'))) return 0
  const query = ['--noheader', `--jobs=${jobsOf(out).count}`, `--nodelist=${node}`, '--states=RUNNING', '--format=%K']
  const task = execFileSync('squeue', query, { encoding: 'utf8' }).trim()
  if (task === '') return 0
  const { tasks } = JSON.parse(readFileSync(join(submission, 'submitted.json'), 'utf8')) as { tasks: string[][] }
  const folders = tasks[Number(task)]!.map((sample) => join(out, '.genomsyn', 'samples', sample, 'shards'))
  return folders.filter((path) => existsSync(path)).reduce((sum, path) => sum + readdirSync(path).length, 0)
}

/** Asks again and again until the answer is true of something. */
async function until<Answer>(ask: () => Answer | Promise<Answer>): Promise<Answer> {
  for (;;) {
    const answer = await ask()
    if (answer) return answer
    await setTimeout(20)
  }
}
