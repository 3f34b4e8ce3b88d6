// One queue of tasks that several places take from, each as soon as it is free: the threads of a pool, and this thread beside them.
import type { CountTask } from './count-task.ts'
import type { Scheduler, TaskOptions } from './scheduler.ts'

type Outcome = Awaited<ReturnType<Scheduler['run']>>

interface Waiting {
  readonly task: CountTask
  readonly options: TaskOptions
  readonly settle: (outcome: Promise<Outcome>) => void
}

export class SharedQueue implements Scheduler {
  readonly workers: number
  readonly #places: readonly Scheduler[]
  readonly #waiting: Waiting[] = []
  /** One entry for each task that a place could take now; the place that comes first is asked first. */
  #free: Scheduler[]

  /** @param places each takes as many tasks at once as it has workers */
  constructor(places: readonly Scheduler[]) {
    this.#places = places
    this.#free = places.flatMap((place) => Array.from({ length: place.workers }, () => place))
    this.workers = this.#free.length
  }

  async run(task: CountTask, options: TaskOptions): Promise<Outcome> {
    return await new Promise<Outcome>((settle) => {
      this.#waiting.push({ task, options, settle })
      this.#handOut()
    })
  }

  async close(): Promise<void> {
    await Promise.all(this.#places.map((place) => place.close()))
  }

  #handOut(): void {
    while (this.#free.length > 0 && this.#waiting.length > 0) {
      const place = this.#free.shift()!
      const { task, options, settle } = this.#waiting.shift()!
      settle(this.#take(place, task, options))
    }
  }

  async #take(place: Scheduler, task: CountTask, options: TaskOptions): Promise<Outcome> {
    try {
      options.signal?.throwIfAborted()
      return await place.run(task, options)
    } finally {
      this.#free.push(place)
      this.#handOut()
    }
  }
}
