// What is known of a run over many samples, as the writers of a run see it: plain data, one entry per sample of the sheet.
// No time, no number of workers and no folder is in it: a run that was interrupted ends with the same record.
import { type Comparison, isReleasable as isReleased, type VerdictState } from '@genomsyn/standard'

export interface RunRecord {
  readonly tool: { readonly name: string; readonly version: string }
  readonly profile: { readonly name: string; readonly version: string; readonly status: string }
  /** Name of the sample sheet, without its folder. */
  readonly sheet: string
  /** In the order of the sheet. */
  readonly samples: readonly SampleRecord[]
  /** Alignment files that lie where the sheet's do and are not in it. */
  readonly unexpectedFiles: readonly string[]
}

/** Done with a verdict that lets it go; held back by its verdict; not measurable; or not there (yet). */
export type SampleOutcome = 'done' | 'qc_fail' | 'tool_fail' | 'missing'

export interface SampleRecord {
  readonly sample: string
  /** As the sheet has it. */
  readonly file: string
  /** What the sheet says in known columns, by their keys, and in others, by their headings. */
  readonly sheet: Readonly<Record<string, string>>
  readonly other: Readonly<Record<string, string>>
  readonly outcome: SampleOutcome
  /** Null when the sample was not looked at. */
  readonly verdict: RecordedVerdict | null
  readonly override: RecordedOverride | null
  /** Why there are no metrics; null when there are. */
  readonly failure: RecordedFailure | null
  /** Unrounded values by metric, null for those that are missing; empty without a document. */
  readonly metrics: Readonly<Record<string, number | null>>
  /** Definition and version that the metrics follow; null without a document. */
  readonly definition: string | null
}

export interface RecordedVerdict {
  readonly state: VerdictState
  readonly decidedBy: string | null
  readonly reason: string
  readonly nextStep: string
  /** Read pairs to sequence; null unless more of the library is to be sequenced. */
  readonly orderReadPairs: number | null
  /** The limits of the profile that hold for the sample; records of the first days lack them. */
  readonly limits?: readonly RecordedLimit[]
}

export interface RecordedLimit {
  readonly metric: string
  readonly comparison: Comparison
  readonly limit: number
  /** Whether the value is within it. */
  readonly kept: boolean
}

/** A verdict that a person put in the place of the profile's. */
export interface RecordedOverride {
  readonly state: VerdictState
  readonly role: string
  readonly reason: string
  /** Sequence number in the audit log. */
  readonly entry: number
}

export interface RecordedFailure {
  readonly code: string
  /** 3 for a bad file, 1 for a bug. */
  readonly exitCode: number
  readonly sentence: string
}

/** The verdict that holds: the override's, where there is one; null for a sample that was not looked at. */
export function stateOf({ verdict, override }: SampleRecord): VerdictState | null {
  return override?.state ?? verdict?.state ?? null
}

/** Whether the sample by itself could be released. */
export function passes(sample: SampleRecord): boolean {
  const state = stateOf(sample)
  return state !== null && isReleased(state)
}

/** The samples of each case, in the order of the sheet; samples without a case are not in it. */
export function casesOf({ samples }: RunRecord): ReadonlyMap<string, readonly SampleRecord[]> {
  const cases = new Map<string, SampleRecord[]>()
  for (const sample of samples) {
    const name = sample.sheet['case']
    if (name !== undefined) cases.set(name, [...(cases.get(name) ?? []), sample])
  }
  return cases
}

/** A case is released as a whole: the other samples of this one's case count too. */
export function isReleasable(sample: SampleRecord, cases: ReturnType<typeof casesOf>): boolean {
  return passes(sample) && (cases.get(sample.sheet['case'] ?? '') ?? []).every(passes)
}

/** How many samples have which outcome. */
export function outcomeCounts(samples: readonly SampleRecord[]): Record<SampleOutcome, number> {
  const counts: Record<SampleOutcome, number> = { done: 0, qc_fail: 0, tool_fail: 0, missing: 0 }
  for (const { outcome } of samples) counts[outcome]++
  return counts
}
