// What was handed over to Slurm in one start of a run: which samples each task counts, the jobs, and what the tasks left behind.
// All of it is files in the folder of the run: whoever can see that needs no accounting to know how a run stands.
import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { FileError } from '@genomsyn/hts'
import { writeCheckpoint } from '../../atomic-files.ts'
import { readTextFile } from '../../text-file.ts'
import type { RunFolder } from '../run-folder.ts'

export interface Submitted {
  /** Samples of each task of the array, by name. */
  readonly tasks: readonly (readonly string[])[]
  /** Those to judge afterwards, in the order of the sheet: those of the tasks, and those that were counted before. */
  readonly samples: readonly string[]
  /** By the size of each file when absent. */
  readonly shards?: number
}

export interface SubmittedJobs {
  /** The array; null when all samples were counted before. */
  readonly count: string | null
  /** Starts when all tasks of the array are at their end. */
  readonly judge: string
}

/** Paths of one submission; numbers go up from 1. */
export class Submission {
  readonly folder: RunFolder
  readonly number: number
  readonly path: string
  readonly logFolder: string

  constructor(folder: RunFolder, number: number) {
    this.folder = folder
    this.number = number
    this.path = join(resolve(folder.slurmFolder), `${number}`)
    this.logFolder = join(this.path, 'log')
  }

  /** A file of it. */
  file(name: 'submitted.json' | 'jobs.json' | 'judged.json' | 'count.sh' | 'judge.sh'): string {
    return join(this.path, name)
  }

  /** What a task printed, over all its starts. */
  logOf(task: number | string): string {
    return join(this.logFolder, `count-${task}.log`)
  }

  get judgeLog(): string {
    return join(this.logFolder, 'judge.log')
  }

  async keepSubmitted(submitted: Submitted): Promise<void> {
    await mkdir(this.logFolder, { recursive: true })
    await writeCheckpoint({ path: this.file('submitted.json'), text: JSON.stringify(submitted) })
  }

  /** @throws FileError when there is none */
  async submitted(): Promise<Submitted> {
    try {
      return JSON.parse(await readTextFile(this.file('submitted.json'))) as Submitted
    } catch {
      const problem = `there is no submission ${this.number} in this run`
      throw new FileError('missing', this.folder.path, { problem, remedy: 'start the run again' })
    }
  }

  async keepJobs(jobs: SubmittedJobs): Promise<void> {
    await writeCheckpoint({ path: this.file('jobs.json'), text: JSON.stringify(jobs) })
  }

  /** Null when submitting did not come to its end. */
  async jobs(): Promise<SubmittedJobs | null> {
    return await readIfThere<SubmittedJobs>(this.file('jobs.json'))
  }

  /** The samples are judged and the files of the run are written: nothing more comes. */
  async keepJudged(exitCode: number): Promise<void> {
    await writeCheckpoint({ path: this.file('judged.json'), text: JSON.stringify({ exitCode }) })
  }

  async isJudged(): Promise<boolean> {
    return (await readIfThere(this.file('judged.json'))) !== null
  }
}

/** The last one of a run; null when the run was never handed over. */
export async function lastSubmission(folder: RunFolder): Promise<Submission | null> {
  const names = await readdir(folder.slurmFolder).catch(() => [])
  const last = Math.max(0, ...names.map(Number).filter(Number.isInteger))
  return last === 0 ? null : new Submission(folder, last)
}

export async function newSubmission(folder: RunFolder): Promise<Submission> {
  return new Submission(folder, ((await lastSubmission(folder))?.number ?? 0) + 1)
}

async function readIfThere<Content>(path: string): Promise<Content | null> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Content
  } catch {
    return null
  }
}
