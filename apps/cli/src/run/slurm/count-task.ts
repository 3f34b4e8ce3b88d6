// One task of a run on a cluster: counts its samples into the folder of the run, each shard kept as it is finished. It may be killed and
// started again at any moment, even beside itself on another node: what it writes has one content and appears whole.
import { localExecutor } from '@genomsyn/engine'
import { FileError } from '@genomsyn/hts'
import { exitCodeFor, sentenceFor } from '../../exit-codes.ts'
import { scanReference } from '../../reference-scan.ts'
import type { SheetSample } from '../../sheet/sample-sheet.ts'
import { sayIfStopped } from '../../stop.ts'
import { feed } from '../feed.ts'
import { type Measuring, measureSample, type Watch } from '../measure-sample.ts'
import type { RunRequest } from '../request.ts'
import { sizedFiles } from '../sized-files.ts'
import { forgetFailure, keepFailure } from './failed-sample.ts'
import type { Submission } from './submission.ts'

/** @returns 0, or the exit code of the worst that befell a sample; whether a sample is good is not asked here */
export async function countTask(submission: Submission, task: number, request: RunRequest, workers: number): Promise<number> {
  const { folder } = submission
  const { tasks, shards } = await submission.submitted()
  const samples = request.samples.filter(({ sample }) => tasks[task]?.includes(sample))
  const files = await sizedFiles(folder, samples, { workers })
  const reference = await scanReference({ ...request.measuring, quiet: true })
  const executor = localExecutor(workers, 0)
  const measuring: Measuring = {
    ...request.measuring,
    basesFrom: request.measuring,
    reference,
    folder,
    executor,
    workers,
    shards,
  }
  const told = new Told(samples.length)
  try {
    await feed(files, workers, async (expected, turn) => {
      told.add(await countSample(submission, expected, measuring, { turn, onBytes: () => undefined }))
    })
  } finally {
    await executor.close()
  }
  return told.exitCode
}

async function countSample(submission: Submission, expected: SheetSample, measuring: Measuring, watch: Watch): Promise<number> {
  try {
    await measureSample(expected, measuring, watch)
    await forgetFailure(submission, expected.sample)
    return 0
  } catch (error) {
    if (isEnvironment(error)) throw error
    console.error(sentenceFor(error))
    await keepFailure(submission, expected.sample, error)
    return exitCodeFor(error)
  }
}

/** Nothing can be kept, not even that. */
function isEnvironment(error: unknown): boolean {
  return error instanceof FileError && (error.code === 'disk-full' || error.code === 'output-unwritable')
}

const BUG = 1

/** How many samples are done, and the worst exit code of them. */
class Told {
  exitCode = 0
  #done = 0

  constructor(count: number) {
    sayIfStopped(
      () => `genomsyn: stopped; ${this.#done} of ${count} samples counted, and this task goes on from here when requeued`,
    )
  }

  add(exitCode: number): void {
    this.#done++
    this.exitCode = this.exitCode === BUG || exitCode === BUG ? BUG : Math.max(this.exitCode, exitCode)
  }
}
