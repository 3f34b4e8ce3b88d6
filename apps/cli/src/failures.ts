// The failures of a call with several files: each is told at once, the rest goes on, and the worst gives the exit code.
import { UsageError } from '@genomsyn/hts'
import { exitCodeFor, isExpected, sentenceFor } from './exit-codes.ts'

export class Failures {
  /** 0 when all is well. */
  exitCode = 0

  /** Takes the step for one after the other; gives what came of those whose file is good. Bad requests and bugs end it. */
  async collect<Item, Value>(items: readonly Item[], step: (item: Item) => Promise<Value>): Promise<Value[]> {
    const values: Value[] = []
    for (const item of items) {
      try {
        values.push(await step(item))
      } catch (error) {
        this.#note(error)
      }
    }
    return values
  }

  #note(error: unknown): void {
    if (!isExpected(error) || error instanceof UsageError) throw error
    console.error(sentenceFor(error))
    this.exitCode = Math.max(this.exitCode, exitCodeFor(error))
  }
}
