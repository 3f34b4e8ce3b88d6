// Why a sample has no counts: what its task said of it, else how the task itself ended.
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { endState } from '@genomsyn/engine'
import { FileError, type FileErrorJson } from '@genomsyn/hts'
import { fileStem } from '@genomsyn/writers'
import { writeCheckpoint } from '../../atomic-files.ts'
import { sentenceFor } from '../../exit-codes.ts'
import type { SheetSample } from '../../sheet/sample-sheet.ts'
import { shellWord } from './job-script.ts'
import type { Submission } from './submission.ts'

/** A bad file, or what a bug printed. */
type KeptFailure = { readonly file: FileErrorJson } | { readonly bug: string }

export async function keepFailure(submission: Submission, sample: string, error: unknown): Promise<void> {
  const kept: KeptFailure = error instanceof FileError ? { file: error.toJSON() } : { bug: sentenceFor(error) }
  await writeCheckpoint({ path: failureFile(submission, sample), text: JSON.stringify(kept) })
}

export async function forgetFailure(submission: Submission, sample: string): Promise<void> {
  await rm(failureFile(submission, sample), { force: true })
}

/**
 * What to say of a sample of a task, in the words of whoever met it.
 * @param task as in `12_3`
 */
export async function failureOf(submission: Submission, { sample, path }: SheetSample, task: string): Promise<Error> {
  const kept = await readFile(failureFile(submission, sample), 'utf8').catch(() => null)
  if (kept === null) return await lost(submission, path, task)
  const failure = JSON.parse(kept) as KeptFailure
  return 'file' in failure ? FileError.fromJSON(failure.file) : new Error(failure.bug)
}

interface Ending {
  /** What Slurm or the task itself writes into the log of the task. */
  readonly line: RegExp
  /** State of the job (squeue(1), job state codes). */
  readonly state: string
  readonly problem: string
  /** Option of `run rerun` that helps. */
  readonly option?: string
}

/** The first that fits counts: a task that is ended for whatever reason says itself that it was stopped, after Slurm gave the reason. */
const endings: readonly Ending[] = [
  {
    line: /oom.kill|out.of.memory|memory limit/i,
    state: 'OUT_OF_MEMORY',
    problem: 'needed more memory than it had and was killed',
    option: '--slurm=--mem=SIZE',
  },
  { line: /DUE TO TIME LIMIT/, state: 'TIMEOUT', problem: 'ran out of time', option: '--slurm=--time=MINUTES' },
  { line: /DUE TO NODE FAILURE/, state: 'NODE_FAIL', problem: 'was lost with its node' },
  { line: /DUE TO PREEMPTION/, state: 'PREEMPTED', problem: 'had to make way for another job' },
  { line: /CANCELLED AT|genomsyn: stopped/, state: 'CANCELLED', problem: 'was cancelled' },
]

/** Each start of a task begins by saying what it may use. */
const START = /^\d+ workers? \(/m

async function lost(submission: Submission, path: string, task: string): Promise<FileError> {
  const log = await readFile(submission.logOf(task.slice(task.indexOf('_') + 1)), 'utf8').catch(() => '')
  const last = log.split(START).at(-1)!
  const state = endings.some(({ line }) => line.test(last)) ? null : await endState(task)
  const ending = endings.find((each) => (state === null ? each.line.test(last) : each.state === state))
  const option = ending?.option === undefined ? '' : ` ${ending.option}`
  return new FileError('task-lost', path, {
    problem: `its task, job ${task}, ${ending?.problem ?? lastWordsIn(last) ?? 'ended before it was counted'}`,
    remedy: `genomsyn run rerun --tool-fail${option} ${shellWord(submission.folder.path)}`,
  })
}

/** What befell the whole task, such as a full disk, which can be told nowhere else. */
function lastWordsIn(log: string): string | undefined {
  const line = log.split('\n').findLast((each) => each.startsWith('genomsyn: '))
  return line === undefined ? undefined : `ended with: ${line.slice('genomsyn: '.length)}`
}

function failureFile(submission: Submission, sample: string): string {
  return join(submission.path, 'failed', `${fileStem(sample)}.json`)
}
