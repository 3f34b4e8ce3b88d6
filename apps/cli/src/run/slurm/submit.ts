// A run handed over to Slurm: an array of tasks that count, and a job that judges when they are all at their end.
import { resolve } from 'node:path'
import { cancelJobs, maxArrayTasks, submitJob } from '@genomsyn/engine'
import { writeCheckpoint } from '../../atomic-files.ts'
import { keepRequest, readRequest, type RunRequest } from '../request.ts'
import type { RunFolder } from '../run-folder.ts'
import type { RunWork } from '../run-samples.ts'
import { forgetRecord } from '../sample-record.ts'
import { sizedFiles } from '../sized-files.ts'
import { asFilePattern, type JobScript, jobScript, slurmOptions, withoutSize } from './job-script.ts'
import { newSubmission, type Submission, type Submitted, type SubmittedJobs } from './submission.ts'
import { divideIntoTasks } from './tasks.ts'

/** CPUs of a task, and memory for each and besides, in MB: several times what BAM files need, for CRAM and the page cache. */
const CPUS = 4
const MEGABYTES_PER_CPU = 256
const BASE_MEGABYTES = 512

const BYTES_PER_MEGABYTE = 2 ** 20

/** How to count on the cluster; nothing of it can be seen in the results. */
export interface SlurmRunning {
  readonly workers?: number | undefined
  /** Bytes. */
  readonly memory?: number | undefined
  readonly shards?: number | undefined
  /** Of the array; by the size of the samples when undefined. */
  readonly tasks?: number | undefined
  /** For sbatch, as given. */
  readonly slurm?: readonly string[] | undefined
  readonly quiet?: boolean | undefined
}

export interface HandedOver {
  readonly submission: Submission
  readonly submitted: Submitted
  readonly jobs: SubmittedJobs
}

/** @throws FileError when the folder cannot be written to, or Slurm refuses */
export async function submitRun(work: RunWork, running: SlurmRunning): Promise<HandedOver> {
  const options = slurmOptions(running.slurm ?? [])
  const limit = await maxArrayTasks()
  // The folder is let go before there are jobs: the one that judges may begin at once, and takes it.
  const { submission, submitted } = await work.folder.owned(async () => await prepare(work, running, limit))
  const jobs = await submitJobs({ submission, submitted, running, options })
  await submission.keepJobs(jobs)
  return { submission, submitted, jobs }
}

async function prepare(
  { folder, request, profile, samples }: RunWork,
  running: SlurmRunning,
  limit: number,
): Promise<Omit<HandedOver, 'jobs'>> {
  const mayBeCounted = await isAskedLikeBefore(folder, request)
  await keepRequest(folder, request, profile)
  for (const { sample } of samples) await forgetRecord(folder.kept(sample))
  const files = await sizedFiles(folder, samples, { workers: running.workers ?? CPUS, quiet: running.quiet })
  const uncounted = files.filter(({ bytes, shardBytes }) => !mayBeCounted || bytes === 0 || shardBytes > 0)
  const tasks = uncounted.length === 0 ? [] : divideIntoTasks(uncounted, running.tasks, limit)
  const shards = running.shards === undefined ? {} : { shards: running.shards }
  const submitted = { tasks, samples: samples.map(({ sample }) => sample), ...shards }
  const submission = await newSubmission(folder)
  await submission.keepSubmitted(submitted)
  return { submission, submitted }
}

/** Only then may counts that are there be those that are wanted. The job that judges makes sure. */
async function isAskedLikeBefore(folder: RunFolder, { version, measuring }: RunRequest): Promise<boolean> {
  const before = await readRequest(folder).catch(() => null)
  return before?.version === version && JSON.stringify(before.measuring) === JSON.stringify(measuring)
}

interface Submitting {
  readonly submission: Submission
  readonly submitted: Submitted
  readonly running: SlurmRunning
  readonly options: readonly string[]
}

async function submitJobs({ submission, submitted: { tasks }, running, options }: Submitting): Promise<SubmittedJobs> {
  const own = ['--submission', `${submission.number}`, resolve(submission.folder.path)]
  const judging = { ...jobSize({ workers: 1 }), purpose: 'Judges the samples of a run.', name: 'genomsyn-judge' }
  const judge = async (after: readonly string[], options: readonly string[]): Promise<string> => {
    const log = `--output=${asFilePattern(submission.judgeLog)}`
    const script = { ...judging, command: ['run', 'judge', ...after, ...own] }
    return await submitScript(submission.file('judge.sh'), script, [...options, log])
  }
  if (tasks.length === 0) return { count: null, judge: await judge([], withoutSize(options)) }
  const command = ['run', 'count', '--task', '$SLURM_ARRAY_TASK_ID', ...own]
  const counting = { ...jobSize(running), purpose: 'Counts samples of a run.', name: 'genomsyn-count', command }
  const log = `--output=${asFilePattern(submission.logFolder)}/count-%a.log`
  const count = await submitScript(submission.file('count.sh'), counting, [...options, log, `--array=0-${tasks.length - 1}`])
  try {
    return { count, judge: await judge(['--array', count], [...withoutSize(options), `--dependency=afterany:${count}`]) }
  } catch (error) {
    await cancelJobs([count])
    throw error
  }
}

async function submitScript(path: string, script: JobScript, options: readonly string[]): Promise<string> {
  await writeCheckpoint({ path, text: jobScript(script) })
  return await submitJob(path, options)
}

function jobSize({ workers = CPUS, memory }: SlurmRunning): Pick<JobScript, 'cpus' | 'megabytes'> {
  const asked = memory === undefined ? BASE_MEGABYTES + MEGABYTES_PER_CPU * workers : memory / BYTES_PER_MEGABYTE
  return { cpus: workers, megabytes: Math.max(1, Math.floor(asked)) }
}
