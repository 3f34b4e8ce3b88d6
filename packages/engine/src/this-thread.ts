// Counts in this thread, one shard after the other.
import { setImmediate } from 'node:timers/promises'
import { addCosts, type Cost, cpuSecondsSince, threadCpuSeconds } from './cost.ts'
import { Counter, type CountTask } from './count-task.ts'
import type { ShardOutcome } from './saved-shards.ts'
import type { Scheduler, TaskOptions } from './scheduler.ts'

/** Lets signals and progress have their turn after each window. */
export class ThisThread implements Scheduler {
  readonly workers = 1
  readonly #counter = new Counter()
  #last: Promise<unknown> = Promise.resolve()

  async run(task: CountTask, options: TaskOptions): Promise<ShardOutcome> {
    const turn = this.#last.then(() => this.#count(task, options))
    this.#last = turn.catch(() => undefined)
    return await turn
  }

  close(): Promise<void> {
    this.#counter.close()
    return Promise.resolve()
  }

  async #count(task: CountTask, { signal, onBytes }: TaskOptions): Promise<ShardOutcome> {
    signal?.throwIfAborted()
    const windows = this.#counter.count(task)
    let cost: Cost = { bytes: 0, cpuSeconds: 0 }
    for (;;) {
      const began = threadCpuSeconds() // what others do in this thread between two windows is not the shard's
      const step = windows.next()
      const taken = step.done === true ? 0 : step.value
      cost = addCosts(cost, { bytes: taken, cpuSeconds: cpuSecondsSince(began) })
      if (step.done === true) return { ...step.value, cost }
      onBytes?.(taken)
      await setImmediate()
      signal?.throwIfAborted()
    }
  }
}
