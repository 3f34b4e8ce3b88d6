// What counting one sample takes: CPU time and bytes of its shards, memory of the process meanwhile, and time on the clock.
import { addCosts, type Cost } from '@genomsyn/engine'
import type { Metering } from './saved-sample.ts'

const MILLISECONDS_PER_SECOND = 1000

export class Meter {
  readonly #began = performance.now()
  #cost: Cost = { bytes: 0, cpuSeconds: 0 }
  #peak = 0

  /** A shard is done, now or in an earlier start. */
  add(cost: Cost): void {
    this.#cost = addCosts(this.#cost, cost)
    this.look()
  }

  /** The process is shared by all samples at work: so is its resident set. */
  look(): void {
    this.#peak = Math.max(this.#peak, process.memoryUsage.rss())
  }

  read(): Metering {
    const wallSeconds = (performance.now() - this.#began) / MILLISECONDS_PER_SECOND
    return { ...this.#cost, wallSeconds, peakMemoryBytes: this.#peak }
  }
}
