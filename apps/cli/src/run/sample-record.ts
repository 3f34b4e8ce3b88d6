// What is recorded of a sample: its verdict and metrics, or why it could not be measured. Kept until all samples are written up.
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { FileError } from '@genomsyn/hts'
import type { SavedDocument, Verdict } from '@genomsyn/standard'
import { type RecordedFailure, recordedLimits, type SampleRecord } from '@genomsyn/writers'
import { writeCheckpoint } from '../atomic-files.ts'
import { exitCodeFor, isExpected, sentenceFor } from '../exit-codes.ts'
import { type SheetSample } from '../sheet/sample-sheet.ts'

/** Of a sample that was measured and judged. */
export function measuredRecord(expected: SheetSample, verdict: Verdict, document: SavedDocument): SampleRecord {
  const { definition, metrics } = document
  return {
    ...sheetPart(expected),
    outcome: verdict.releasable ? 'done' : 'qc_fail',
    verdict: recordedVerdict(verdict),
    failure: null,
    metrics,
    definition,
  }
}

/** Of a sample whose file could not be measured. */
export function failedRecord(expected: SheetSample, verdict: Verdict, failure: RecordedFailure): SampleRecord {
  const outcome = failure.code === 'missing' ? 'missing' : 'tool_fail'
  return { ...sheetPart(expected), outcome, verdict: recordedVerdict(verdict), failure, metrics: {}, definition: null }
}

/** Of a sample that was not looked at yet. */
export function missingRecord(expected: SheetSample): SampleRecord {
  return { ...sheetPart(expected), outcome: 'missing', verdict: null, failure: null, metrics: {}, definition: null }
}

/** A file that is not there is told from one that is bad, and from another file that it needs. */
export function failureOf({ path }: SheetSample, error: unknown): RecordedFailure {
  const exitCode = exitCodeFor(error)
  const sentence = isExpected(error) ? error.message : sentenceFor(error)
  if (!(error instanceof FileError)) return { code: 'bug', exitCode, sentence }
  const absent = error.code === 'missing' && error.path === path
  return { code: error.code === 'missing' && !absent ? 'unreadable' : error.code, exitCode, sentence }
}

const recordFile = (folder: string): string => join(folder, 'record.json')

export async function keepRecord(folder: string, record: SampleRecord): Promise<void> {
  await writeCheckpoint({ path: recordFile(folder), text: JSON.stringify(record) })
}

/** Null when the sample was not looked at. */
export async function keptRecord(folder: string): Promise<SampleRecord | null> {
  try {
    return JSON.parse(await readFile(recordFile(folder), 'utf8')) as SampleRecord
  } catch {
    return null
  }
}

export async function forgetRecord(folder: string): Promise<void> {
  await rm(recordFile(folder), { force: true })
}

function sheetPart({
  sample,
  file,
  known,
  other,
}: SheetSample): Pick<SampleRecord, 'sample' | 'file' | 'sheet' | 'other' | 'override'> {
  return { sample, file, sheet: known, other, override: null }
}

function recordedVerdict({ state, decidedBy, reason, nextStep, order, rules }: Verdict): SampleRecord['verdict'] {
  return { state, decidedBy, reason, nextStep, orderReadPairs: order?.readPairs ?? null, limits: recordedLimits(rules) }
}
