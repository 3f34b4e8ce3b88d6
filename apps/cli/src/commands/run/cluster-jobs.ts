// genomsyn run count and run judge: what the jobs of a run on a cluster call. No person needs them.
import { Command } from 'commander'
import { wholeNumber } from '../../options/whole-number.ts'
import { exitCodeOf } from '../../run/exit-code.ts'
import { readRequest } from '../../run/request.ts'
import { chooseResources } from '../../run/resources.ts'
import { RunFolder } from '../../run/run-folder.ts'
import { countTask } from '../../run/slurm/count-task.ts'
import { judgeSubmission } from '../../run/slurm/judge-submission.ts'
import { Submission } from '../../run/slurm/submission.ts'
import { tellRun } from '../../run/told-run.ts'

interface JobOptions {
  readonly submission: number
}

export function countCommand(exitWith: (code: number) => void): Command {
  const count = jobCommand('count', 'count the samples of one task, in a job of a cluster')
  return count
    .requiredOption('--task <i>', 'which task, from 0 on', wholeNumber('--task', 0))
    .action(async (path: string, { submission: number, task }: JobOptions & { readonly task: number }) => {
      const submission = new Submission(new RunFolder(path), number)
      const { workers, words } = chooseResources({})
      console.error(words)
      exitWith(await countTask(submission, task, await readRequest(submission.folder), workers))
    })
}

export function judgeCommand(exitWith: (code: number) => void): Command {
  const judge = jobCommand('judge', 'judge the samples that were counted, in a job of a cluster')
  return judge
    .option('--array <n>', 'job whose tasks counted them', wholeNumber('--array', 1))
    .action(async (path: string, { submission: number, array }: JobOptions & { readonly array?: number }) => {
      const submission = new Submission(new RunFolder(path), number)
      const request = await readRequest(submission.folder)
      const record = await judgeSubmission(submission, request, { array, workers: chooseResources({}).workers })
      await tellRun(record, path, {})
      exitWith(exitCodeOf(record, request.expectAll))
    })
}

function jobCommand(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .argument('<dir>', 'folder of the run')
    .requiredOption('--submission <n>', 'which submission of the run', wholeNumber('--submission', 1))
}
