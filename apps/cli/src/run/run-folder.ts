// The folder of a run: results under their names for everybody, and `.genomsyn/` with what a later start needs.
import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { mkdir, readdir } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { UsageError } from '@genomsyn/hts'
import { fileStem } from '@genomsyn/writers'
import { removeDrafts, requireFolder } from '../atomic-files.ts'
import { keepIfStopped, removeIfStopped } from '../stop.ts'

/** Paths in the folder of a run. */
export class RunFolder {
  readonly path: string
  readonly requestFile: string
  /** The profile that it is judged by, as it was when that was asked for. */
  readonly profileFile: string
  readonly auditFile: string
  readonly meteringFile: string
  /** What was handed over to Slurm, one folder for each time. */
  readonly slurmFolder: string
  readonly #kept: string

  constructor(path: string) {
    this.path = path
    this.#kept = join(path, '.genomsyn')
    this.requestFile = join(this.#kept, 'request.json')
    this.profileFile = join(this.#kept, 'profile.json')
    this.auditFile = join(path, 'audit.jsonl')
    this.meteringFile = join(path, 'metering.csv')
    this.slurmFolder = join(this.#kept, 'slurm')
  }

  /** A result. */
  file(name: string): string {
    return join(this.path, name)
  }

  /** What is kept of a sample. */
  kept(sample: string): string {
    return join(this.#kept, 'samples', fileStem(sample))
  }

  /** Folders in which drafts of a killed process may lie. */
  async #folders(): Promise<string[]> {
    const samples = join(this.#kept, 'samples')
    const names = await readdir(samples).catch(() => [])
    return [this.path, join(this.path, 'multiqc'), this.#kept, ...names.map((name) => join(samples, name))]
  }

  /**
   * Lets nobody else write to the folder while `work` does.
   * @throws FileError when the folder cannot be written to
   * @throws UsageError when another process of this machine writes to it
   */
  async owned<Value>(work: () => Promise<Value>): Promise<Value> {
    await requireFolder(this.path)
    await mkdir(this.#kept, { recursive: true })
    const lock = join(this.#kept, 'running')
    takeLock(lock, this.path)
    removeIfStopped(lock)
    try {
      for (const folder of await this.#folders()) await removeDrafts(folder)
      return await work()
    } finally {
      keepIfStopped(lock)
      rmSync(lock, { force: true })
    }
  }
}

/** A lock of a process that is no more, or of another machine, which may have failed, is taken over. */
function takeLock(path: string, folder: string): void {
  const owner = readOwner(path)
  if (owner !== null && owner.host === hostname() && owner.pid !== process.pid && isAlive(owner.pid))
    throw new UsageError('--out', `process ${owner.pid} is writing to ${folder}; wait for it, or choose another folder`)
  rmSync(path, { force: true })
  const descriptor = openSync(path, 'wx')
  writeSync(descriptor, JSON.stringify({ pid: process.pid, host: hostname() }))
  closeSync(descriptor)
}

function readOwner(path: string): { pid: number; host: string } | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as { pid: number; host: string }
  } catch {
    return null
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
