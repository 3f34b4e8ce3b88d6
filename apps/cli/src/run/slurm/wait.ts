// Waits for a run on a cluster: by the file that its last job writes, and now and then by asking Slurm whether that job is still there.
import { setTimeout } from 'node:timers/promises'
import { activeTasks } from '@genomsyn/engine'
import { FileError } from '@genomsyn/hts'
import { sayIfStopped } from '../../stop.ts'
import { jobNumbers } from './standing.ts'
import type { HandedOver } from './submit.ts'

const LOOK_MS = 500
/** Slurm is asked less and less often, for all its users' sake. */
const FIRST_QUESTION_MS = 2000
const LAST_QUESTION_MS = 30_000
const SLOWER = 1.5

/** @throws FileError when the last job ends without verdicts */
export async function waitForVerdicts({ submission, jobs }: HandedOver): Promise<void> {
  const numbers = jobNumbers(jobs).join(' ')
  sayIfStopped(() => `genomsyn: no longer waiting; the jobs go on, and scancel ${numbers} ends them`)
  let interval = FIRST_QUESTION_MS
  let question = performance.now() + interval
  let goneBefore = false
  while (!(await submission.isJudged())) {
    await setTimeout(LOOK_MS)
    if (performance.now() < question) continue
    const isGone = (await activeTasks([jobs.judge]))?.length === 0
    // Its file may be seen here a little later than its end.
    if (isGone && goneBefore && !(await submission.isJudged())) throw endedWithout(jobs.judge, submission.judgeLog)
    goneBefore = isGone
    interval = Math.min(LAST_QUESTION_MS, interval * SLOWER)
    question = performance.now() + interval
  }
  sayIfStopped(() => null)
}

function endedWithout(job: string, log: string): FileError {
  return new FileError('task-lost', `job ${job}`, {
    problem: 'it ended before the samples were judged',
    remedy: `see ${log}, then start the run again to go on`,
  })
}
