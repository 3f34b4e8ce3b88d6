// Counts in a Piscina pool of threads, each with a kernel of its own.
import { fileURLToPath } from 'node:url'
import { FileError } from '@genomsyn/hts'
import { Piscina } from 'piscina'
import { type CountAnswer, type CountTask, nameOf, type StoppableTask, type WindowMessage } from './count-task.ts'
import type { ShardOutcome } from './saved-shards.ts'
import type { Scheduler, TaskOptions } from './scheduler.ts'

/** The built worker, since threads cannot load TypeScript on Node 20: in another folder than the sources, beside this file in builds. */
const workerFolder = import.meta.url.endsWith('.ts') ? '../dist/' : './'
const workerFile = fileURLToPath(new URL(`${workerFolder}count-worker.js`, import.meta.url))

/** Piscina tries require() first, and Node 20 aborts the whole process when a thread ends while it requires an ES module. */
const threadOptions = ['--no-experimental-require-module']

export class ThreadPool implements Scheduler {
  readonly workers: number
  readonly #pool: Piscina<StoppableTask, CountAnswer>
  /** Who hears of the windows of a task, by its name. */
  readonly #listeners = new Map<string, (bytes: number) => void>()
  /** Tasks that are not answered yet, given up ones included. */
  readonly #unanswered = new Set<Promise<unknown>>()

  constructor(workers: number) {
    this.workers = workers
    const threads = { minThreads: workers, maxThreads: workers, concurrentTasksPerWorker: 1, execArgv: threadOptions }
    this.#pool = new Piscina({ filename: workerFile, name: 'count', ...threads })
    this.#pool.on('message', ({ task, bytes }: WindowMessage) => this.#listeners.get(task)?.(bytes))
  }

  async run(task: CountTask, { signal, onBytes = () => undefined }: TaskOptions): Promise<ShardOutcome> {
    signal?.throwIfAborted()
    let told = 0
    this.#listeners.set(nameOf(task), (bytes) => {
      told += bytes
      onBytes(bytes)
    })
    try {
      const answer = await this.#answer(task, signal)
      if ('failure' in answer) throw FileError.fromJSON(answer.failure)
      const { bytes } = answer.outcome.cost
      if (told < bytes) onBytes(bytes - told) // an answer may overtake the messages before it
      return answer.outcome
    } finally {
      this.#listeners.delete(nameOf(task))
    }
  }

  /** A thread must not end while it answers: Piscina takes the late answer for an error of its own (5.3.2). */
  async close(): Promise<void> {
    await Promise.allSettled(this.#unanswered)
    await this.#pool.destroy()
  }

  /** Gives up at once when the signal comes; Piscina's own way would end the thread, this one stops it at the next window. */
  async #answer(task: CountTask, signal: AbortSignal | undefined): Promise<CountAnswer> {
    const stop = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT))
    const answered = this.#pool.run({ ...task, stop })
    this.#unanswered.add(answered)
    const forget = (): void => void this.#unanswered.delete(answered)
    answered.then(forget, forget)
    if (signal === undefined) return await answered
    return await new Promise((resolve, reject) => {
      const giveUp = (): void => {
        Atomics.store(stop, 0, 1)
        reject(signal.reason as Error)
      }
      signal.addEventListener('abort', giveUp, { once: true })
      answered.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp))
    })
  }
}
