// What a run on a cluster ends with: every sample judged, by its counts or by why there are none; then the files of the run.
import { type Executor, localExecutor } from '@genomsyn/engine'
import type { RunRecord } from '@genomsyn/writers'
import { exitCodeOf } from '../exit-code.ts'
import { keptProfile, type RunRequest } from '../request.ts'
import { runSamples } from '../run-samples.ts'
import { failureOf } from './failed-sample.ts'
import type { Submission } from './submission.ts'

export interface Judging {
  /** Number of the array; undefined when all samples were counted before. */
  readonly array?: number | undefined
  readonly workers: number
}

export async function judgeSubmission(submission: Submission, request: RunRequest, judging: Judging): Promise<RunRecord> {
  const { folder } = submission
  const { samples: names } = await submission.submitted()
  const profile = await keptProfile(folder)
  const samples = request.samples.filter(({ sample }) => names.includes(sample))
  const executor = await afterTasks(submission, request, judging)
  const record = await runSamples({ folder, request, profile, samples }, { workers: judging.workers, executor })
  await submission.keepJudged(exitCodeOf(record, request.expectAll))
  return record
}

/**
 * Is asked only for samples without counts. One that had a task is not counted here, where one task's misfortune would befall all; one
 * that had none was counted before, and its file or its regions have changed since.
 */
async function afterTasks(submission: Submission, { samples }: RunRequest, { array, workers }: Judging): Promise<Executor> {
  const { tasks } = await submission.submitted()
  const local = localExecutor(workers, 0)
  return {
    ...local,
    execute: async (file, plan, options) => {
      const expected = samples.find(({ path }) => path === file.path)!
      const task = tasks.findIndex((inTask) => inTask.includes(expected.sample))
      if (task >= 0) throw await failureOf(submission, expected, `${array}_${task}`)
      return await local.execute(file, plan, options)
    },
  }
}
