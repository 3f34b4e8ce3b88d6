// The form of a writer of a run: the record of all its samples to the text of one file.
import type { RunRecord } from './run-record.ts'

export interface RunWriter {
  /** How options name it. */
  readonly id: string
  /** Path of the file in the run's folder. */
  readonly path: string
  write(run: RunRecord): string | Promise<string>
}
