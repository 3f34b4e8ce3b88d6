// The failures of a call with several inputs: each is told at once, and the worst gives the exit code.
import { exitCodeFor, isExpected, sentenceFor } from './exit-codes.ts'

export class Failures {
  exitCode = 0

  /** Runs the step; null when its file is bad. Bugs and bad requests end the call. */
  async collect<Value>(step: () => Promise<Value>): Promise<Value | null> {
    try {
      return await step()
    } catch (error) {
      if (!isExpected(error) || error.name === 'UsageError') throw error
      console.error(sentenceFor(error))
      this.exitCode = Math.max(this.exitCode, exitCodeFor(error))
      return null
    }
  }
}
