// Counts in a Piscina pool of threads, each with a kernel of its own.
import { fileURLToPath } from 'node:url'
import { FileError } from '@genomsyn/hts'
import { Piscina } from 'piscina'
import type { ShardResult } from './count-shard.ts'
import { type CountAnswer, type CountTask, nameOf, type WindowMessage } from './count-task.ts'
import type { Scheduler, TaskOptions } from './scheduler.ts'

/** The built worker, since threads cannot load TypeScript on Node 20: in another folder than the sources, beside this file in builds. */
const workerFolder = import.meta.url.endsWith('.ts') ? '../dist/' : './'
const workerFile = fileURLToPath(new URL(`${workerFolder}count-worker.js`, import.meta.url))

/** Piscina tries require() first, and Node 20 aborts the whole process when a thread ends while it requires an ES module. */
const threadOptions = ['--no-experimental-require-module']

export class ThreadPool implements Scheduler {
  readonly workers: number
  readonly #pool: Piscina<CountTask, CountAnswer>
  /** Who hears of the windows of a task, by its name. */
  readonly #listeners = new Map<string, (bytes: number) => void>()

  constructor(workers: number) {
    this.workers = workers
    const threads = { minThreads: workers, maxThreads: workers, concurrentTasksPerWorker: 1, execArgv: threadOptions }
    this.#pool = new Piscina({ filename: workerFile, name: 'count', ...threads })
    this.#pool.on('message', ({ task, bytes }: WindowMessage) => this.#listeners.get(task)?.(bytes))
  }

  async run(task: CountTask, { signal, onBytes = () => undefined }: TaskOptions): Promise<ShardResult> {
    let told = 0
    this.#listeners.set(nameOf(task), (bytes) => {
      told += bytes
      onBytes(bytes)
    })
    try {
      const answer = await this.#pool.run(task, signal === undefined ? {} : { signal })
      if ('failure' in answer) throw FileError.fromJSON(answer.failure)
      if (told < answer.bytes) onBytes(answer.bytes - told) // an answer may overtake the messages before it
      return answer.result
    } finally {
      this.#listeners.delete(nameOf(task))
    }
  }

  async close(): Promise<void> {
    await this.#pool.destroy()
  }
}
