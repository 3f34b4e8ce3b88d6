// Who counts which shard when: a Piscina pool of threads, or this very thread when one is enough.
import { setImmediate } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { FileError } from '@genomsyn/hts'
import { Piscina } from 'piscina'
import type { ShardResult } from './count-shard.ts'
import { type CountAnswer, Counter, type CountTask } from './count-task.ts'

export interface TaskOptions {
  readonly signal?: AbortSignal | undefined
  readonly onBytes?: ((bytes: number) => void) | undefined
}

/** Counts shards; tasks given at once run side by side as far as there are workers. */
export interface Scheduler {
  readonly workers: number
  run(task: CountTask, options: TaskOptions): Promise<ShardResult>
  close(): Promise<void>
}

export function createScheduler(workers: number): Scheduler {
  return workers === 1 ? new ThisThread() : new ThreadPool(workers)
}

/** One after the other, in this thread; lets signals and progress have their turn after each window. */
class ThisThread implements Scheduler {
  readonly workers = 1
  readonly #counter = new Counter()
  #last: Promise<unknown> = Promise.resolve()

  async run(task: CountTask, options: TaskOptions): Promise<ShardResult> {
    const turn = this.#last.then(() => this.#count(task, options))
    this.#last = turn.catch(() => undefined)
    return await turn
  }

  close(): Promise<void> {
    this.#counter.close()
    return Promise.resolve()
  }

  async #count(task: CountTask, { signal, onBytes }: TaskOptions): Promise<ShardResult> {
    signal?.throwIfAborted()
    const windows = this.#counter.count(task)
    let step = windows.next()
    for (; !step.done; step = windows.next()) {
      onBytes?.(step.value)
      await setImmediate()
      signal?.throwIfAborted()
    }
    return step.value
  }
}

/** The built worker: threads cannot load TypeScript on Node 20. */
const workerFile = fileURLToPath(new URL('../dist/worker.js', import.meta.url))

class ThreadPool implements Scheduler {
  readonly workers: number
  readonly #pool: Piscina<CountTask, CountAnswer>
  readonly #listeners = new Set<(bytes: number) => void>()

  constructor(workers: number) {
    this.workers = workers
    this.#pool = new Piscina({ filename: workerFile, name: 'count', execArgv: [], minThreads: workers, maxThreads: workers, concurrentTasksPerWorker: 1 })
    this.#pool.on('message', ({ bytes }: { bytes: number }) => this.#listeners.forEach((listener) => listener(bytes)))
  }

  async run(task: CountTask, { signal, onBytes }: TaskOptions): Promise<ShardResult> {
    if (onBytes !== undefined) this.#listeners.add(onBytes)
    const answer = await this.#pool.run(task, signal === undefined ? {} : { signal })
    if ('failure' in answer) throw FileError.fromJSON(answer.failure)
    return answer.result
  }

  async close(): Promise<void> {
    await this.#pool.destroy()
  }
}
