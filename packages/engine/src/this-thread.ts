// Counts in this thread, one shard after the other.
import { setImmediate } from 'node:timers/promises'
import type { ShardResult } from './count-shard.ts'
import { Counter, type CountTask } from './count-task.ts'
import type { Scheduler, TaskOptions } from './scheduler.ts'

/** Lets signals and progress have their turn after each window. */
export class ThisThread implements Scheduler {
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
