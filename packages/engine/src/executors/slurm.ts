// Slurm, asked through its own commands as child processes, with or without accounting. What jobs do is not known here.
import { FileError } from '@genomsyn/hts'

/** Of Slurm 22.05 where it does not say (slurm.conf(5), MaxArraySize). */
const DEFAULT_ARRAY_SIZE = 1001
const MAX_ANSWER_BYTES = 64 * 2 ** 20

/** A job or a task of an array that waits or runs. */
export interface ActiveTask {
  /** As in `12_3`; waiting tasks of an array are one entry each. */
  readonly id: string
  /** Such as PENDING or RUNNING (squeue(1), job state codes). */
  readonly state: string
}

/** What a command of Slurm answered. */
interface Answer {
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
}

/**
 * Submits a job script; gives the number of the job.
 * @throws FileError with Slurm's reason, when it refuses
 */
export async function submitJob(script: string, options: readonly string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await ask('sbatch', ['--parsable', ...options, script])
  const [job = ''] = stdout.trim().split(';') // a cluster's name may follow (sbatch(1), --parsable)
  if (exitCode === 0 && /^\d+$/.test(job)) return job
  throw slurmError('sbatch', wordsOf(stderr || stdout), 'mend the options given as --slurm, or the state of the cluster')
}

/** Ends jobs, waiting or running. */
export async function cancelJobs(jobs: readonly string[]): Promise<void> {
  await ask('scancel', jobs)
}

/** How many tasks an array of this cluster may have. */
export async function maxArrayTasks(): Promise<number> {
  const { stdout } = await ask('scontrol', ['show', 'config'])
  const limits = [/^MaxArraySize\s*=\s*(\d+)/m, /max_array_tasks=(\d+)/].flatMap((pattern) => pattern.exec(stdout)?.[1] ?? [])
  return limits.length === 0 ? DEFAULT_ARRAY_SIZE : Math.min(...limits.map(Number))
}

/** What of the jobs is not at its end; null when Slurm cannot be asked here. */
export async function activeTasks(jobs: readonly string[]): Promise<ActiveTask[] | null> {
  const query = ['--noheader', '--array', `--jobs=${jobs.join()}`, '--format=%i %T']
  const answer = await ask('squeue', query).catch(() => null)
  if (answer?.exitCode === 0) return answer.stdout.split('\n').flatMap(asTask)
  // Slurm forgets jobs a while after their end.
  return answer !== null && /invalid job id/i.test(answer.stderr) ? [] : null
}

/** State in which a job or task ended, such as OUT_OF_MEMORY; null when Slurm knows it no more. */
export async function endState(id: string): Promise<string | null> {
  const held = await ask('scontrol', ['--oneliner', 'show', 'job', id]).catch(() => null)
  const state = /\bJobState=(\w+)/.exec(held?.stdout ?? '')?.[1]
  if (state !== undefined) return state
  const accounted = await ask('sacct', ['--noheader', '--parsable2', '--allocations', '--format=State', `--jobs=${id}`]).catch(
    () => null,
  )
  return /^(\w+)/.exec(accounted?.stdout ?? '')?.[1] ?? null
}

function asTask(line: string): ActiveTask[] {
  const [id = '', state = ''] = line.trim().split(' ')
  return id === '' ? [] : [{ id, state }]
}

/** @throws FileError when there is no such command */
async function ask(command: string, args: readonly string[]): Promise<Answer> {
  const { execFile } = await import('node:child_process') // late: most commands never ask
  return await new Promise<Answer>((resolve, reject) => {
    execFile(command, args, { encoding: 'utf8', maxBuffer: MAX_ANSWER_BYTES }, (error, stdout, stderr) => {
      if (error === null) resolve({ exitCode: 0, stdout, stderr })
      else if (typeof error.code === 'number') resolve({ exitCode: error.code, stdout, stderr })
      else
        reject(
          slurmError(
            command,
            problemOf(error as NodeJS.ErrnoException),
            'run where Slurm is installed, or with --executor local',
          ),
        )
    })
  })
}

function problemOf({ code, message }: NodeJS.ErrnoException): string {
  return code === 'ENOENT' ? 'there is no such command on this machine' : `it cannot be run (${code ?? message})`
}

/** Such as `Invalid partition name specified`: the last line has the reason, those before only lead to it. */
function wordsOf(text: string): string {
  const lines = text.split('\n').map((line) => line.replace(/^(sbatch: )?(error: |fatal: )?/, '').trim())
  return lines.filter((line) => line !== '').join(', ') || 'it gave no number of a job'
}

function slurmError(command: string, problem: string, remedy: string): FileError {
  return new FileError('slurm-failed', command, { problem, remedy })
}
