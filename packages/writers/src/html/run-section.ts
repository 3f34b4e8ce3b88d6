// The form of a part of a run's report.
import type { RunRecord } from '../run-record.ts'
import type { Markup } from './markup.ts'

/** A part of the report; `packages/writers/src/html/run-sections` has one file for each. */
export interface RunSection {
  readonly id: string
  readonly title: string
  /** From first to last. */
  readonly place: number
  /** Null where there is nothing to say. */
  readonly content: (run: RunRecord) => Markup | null
}
