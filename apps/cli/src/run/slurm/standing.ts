// How a run on a cluster stands: by the files in its folder first, and by Slurm where it can be asked.
import { activeTasks, type ActiveTask } from '@genomsyn/engine'
import { UsageError } from '@genomsyn/hts'
import type { RunRequest } from '../request.ts'
import type { RunFolder } from '../run-folder.ts'
import { keptMetering } from '../saved-sample.ts'
import { lastSubmission, type Submission, type SubmittedJobs } from './submission.ts'

export function jobNumbers({ count, judge }: SubmittedJobs): string[] {
  return count === null ? [judge] : [count, judge]
}

/**
 * Two that write into one folder would undo each other's work.
 * @throws UsageError while jobs of the folder wait or run
 */
export async function requireNoJobs(folder: RunFolder): Promise<void> {
  const jobs = await unfinishedJobs(await lastSubmission(folder))
  if (jobs === null) return
  const active = await activeTasks(jobNumbers(jobs))
  if (active === null || active.length === 0) return
  const numbers = jobNumbers(jobs)
  const remedy = `wait for ${numbers.length === 1 ? 'it' : 'them'}, or end with scancel ${numbers.join(' ')}`
  throw new UsageError('--out', `Slurm jobs ${numbers.join(' and ')} are writing to ${folder.path}; ${remedy}`)
}

/** One line on the jobs that are not at their end; null when there are none. */
export async function standingOf(folder: RunFolder, { samples }: RunRequest): Promise<string | null> {
  const jobs = await unfinishedJobs(await lastSubmission(folder))
  if (jobs === null) return null
  const active = await activeTasks(jobNumbers(jobs))
  const counted = (await Promise.all(samples.map(({ sample }) => keptMetering(folder.kept(sample))))).filter(
    (each) => each !== null,
  )
  const numbers = jobNumbers(jobs).join(' and ')
  return `${counted.length} of ${samples.length} samples counted; Slurm jobs ${numbers}: ${activeWords(active, jobs)}`
}

async function unfinishedJobs(submission: Submission | null): Promise<SubmittedJobs | null> {
  if (submission === null || (await submission.isJudged())) return null
  return await submission.jobs()
}

function activeWords(active: readonly ActiveTask[] | null, { judge }: SubmittedJobs): string {
  if (active === null) return 'Slurm cannot be asked on this machine'
  if (active.length === 0) return 'all at their end without verdicts; start the run again to go on'
  const states = [...new Set(active.map(({ state }) => state))]
  const counts = states.map((state) => `${active.filter((task) => task.state === state).length} ${state.toLowerCase()}`)
  return `${counts.join(', ')}; ${judge} gives the verdicts at the end`
}
