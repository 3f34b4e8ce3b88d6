// What an operator reads when a run has been handed over: the jobs, how to see how they stand, and how to end them.
import { shellWord } from './job-script.ts'
import { jobNumbers } from './standing.ts'
import type { HandedOver } from './submit.ts'

export function handedOverText({ submission, submitted: { tasks, samples }, jobs }: HandedOver): string {
  const { path } = submission.folder
  const counted = tasks.flat().length
  const counting =
    jobs.count === null
      ? 'All samples are counted already'
      : `Submitted ${plural(counted, 'sample')} in ${plural(tasks.length, 'task')} of job array ${jobs.count}`
  return [
    `${counting}; job ${jobs.judge} then judges ${plural(samples.length, 'sample')}`,
    `See how it stands  genomsyn run status ${shellWord(path)}`,
    `End it             scancel ${jobNumbers(jobs).join(' ')}   (the same command goes on from there)`,
    `Logs of the jobs   ${submission.logFolder}`,
    '',
  ].join('\n')
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
