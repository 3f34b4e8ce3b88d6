// What a report of a sample is made of: its saved document and verdict, and what a person put in the verdict's place.
import type { SavedDocument, SavedVerdict } from '@genomsyn/standard'
import { recordedLimits } from '../recorded-limits.ts'
import type { RecordedLimit, RecordedOverride } from '../run-record.ts'
import type { Markup } from './markup.ts'

export interface JudgedSample {
  readonly sample: string
  /** Null when the file could not be measured. */
  readonly document: SavedDocument | null
  /** Null when the sample was measured and not judged. */
  readonly verdict: SavedVerdict | null
  readonly override: RecordedOverride | null
}

/** A part of the report; `packages/writers/src/html/sample-sections` has one file for each. */
export interface SampleSection {
  readonly id: string
  readonly title: string
  /** From first to last. */
  readonly place: number
  /** Null where there is nothing to say. */
  readonly content: (judged: JudgedSample) => Markup | null
}

/** Limits on a metric, as they hold for this sample. */
export function limitsOn({ verdict }: JudgedSample, metric: string): RecordedLimit[] {
  return recordedLimits(verdict?.rules ?? []).filter((limit) => limit.metric === metric)
}
