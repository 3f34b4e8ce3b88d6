// Counts in a Piscina pool of threads, each with a kernel of its own.
import { fileURLToPath } from 'node:url'
import { FileError } from '@genomsyn/hts'
import { Piscina } from 'piscina'
import type { ShardResult } from './count-shard.ts'
import type { CountAnswer, CountTask, WindowMessage } from './count-task.ts'
import type { Scheduler, TaskOptions } from './scheduler.ts'

/** The built worker: threads cannot load TypeScript on Node 20. */
const workerFile = fileURLToPath(new URL('../dist/worker.js', import.meta.url))

/** Hears of the bytes of one file as long as tasks of it run. */
interface Listener {
  tasks: number
  readonly onBytes: (bytes: number) => void
}

export class ThreadPool implements Scheduler {
  readonly workers: number
  readonly #pool: Piscina<CountTask, CountAnswer>
  /** By the key of the file's setup. */
  readonly #listeners = new Map<string, Listener>()

  constructor(workers: number) {
    this.workers = workers
    const threads = { minThreads: workers, maxThreads: workers, concurrentTasksPerWorker: 1, execArgv: [] }
    this.#pool = new Piscina({ filename: workerFile, name: 'count', ...threads })
    this.#pool.on('message', ({ key, bytes }: WindowMessage) => this.#listeners.get(key)?.onBytes(bytes))
  }

  async run(task: CountTask, { signal, onBytes = () => undefined }: TaskOptions): Promise<ShardResult> {
    const { key } = task.file
    const listener = this.#listeners.get(key) ?? { tasks: 0, onBytes }
    listener.tasks++
    this.#listeners.set(key, listener)
    try {
      return resultOf(await this.#pool.run(task, signal === undefined ? {} : { signal }))
    } finally {
      if (--listener.tasks === 0) this.#listeners.delete(key)
    }
  }

  async close(): Promise<void> {
    await this.#pool.destroy()
  }
}

function resultOf(answer: CountAnswer): ShardResult {
  if ('failure' in answer) throw FileError.fromJSON(answer.failure)
  return answer.result
}
