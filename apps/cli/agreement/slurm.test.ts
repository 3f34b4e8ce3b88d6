// Runs over a real Slurm of two nodes: what every executor keeps, and what befalls tasks on a cluster.
import { type ChildProcess, execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { genomsyn } from '../test/command.ts'
import { describeRunExecutor } from '../test/executor-conformance.ts'
import { contentOf } from '../test/interrupted-runs.ts'
import { writeProfile, writeSheet, writeTiny } from '../test/runs.ts'
import { suiteFolder } from '../test/sample-files.ts'
import { Comparisons } from './comparisons.ts'
import { type SlurmCluster, startCluster } from './slurm-cluster.ts'

const compared = new Comparisons()
const folder = suiteFolder()
const state = mkdtempSync(join(tmpdir(), 'genomsyn-slurm-'))
let cluster: SlurmCluster

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
