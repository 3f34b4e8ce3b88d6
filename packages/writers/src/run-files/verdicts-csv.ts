// `verdicts.csv`: one row per sample of the sheet, for a LIMS: columns keep their names, numbers are not rounded.
import { formatPythonFloat, metricDefinitions } from '@genomsyn/standard'
import { casesOf, isReleasable, type RunRecord, type SampleRecord, stateOf } from '../run-record.ts'
import type { RunWriter } from '../run-writer.ts'

/** Columns of the sheet that every row has, besides sample and file. */
const SHEET_COLUMNS = [
  'library_type',
  'read_technology',
  'specimen',
  'read_groups',
  'facility',
  'patient_group',
  'region',
  'case',
  'received',
  'sex',
]

/** Those that are one number. */
const metrics = metricDefinitions.filter(({ type }) => type !== 'integers').toSorted((a, b) => (a.id < b.id ? -1 : 1))

export const verdictsCsv: RunWriter = { id: 'verdicts-csv', path: 'verdicts.csv', write: (run) => csvText(run) }

function csvText(run: RunRecord): string {
  const cases = casesOf(run)
  const others = [...new Set(run.samples.flatMap(({ other }) => Object.keys(other)))]
  const rows = run.samples.map((sample) => rowOf(run, sample, isReleasable(sample, cases)))
  const headings = [...Object.keys(rows[0] ?? {}), ...others.map((heading) => `sheet:${heading}`)]
  const lines = rows.map((row, i) => [...Object.values(row), ...others.map((heading) => run.samples[i]!.other[heading] ?? '')])
  return [headings, ...lines].map((cells) => `${cells.map(quoted).join(',')}\r\n`).join('')
}

function rowOf(run: RunRecord, record: SampleRecord, releasable: boolean): Record<string, string> {
  const { sample, file, sheet, outcome, verdict, override, failure, definition } = record
  return {
    sample,
    file,
    outcome,
    verdict: stateOf(record) ?? '',
    releasable: String(releasable),
    original_verdict: verdict?.state ?? '',
    decided_by: verdict?.decidedBy ?? '',
    reason: verdict?.reason ?? '',
    next_step: verdict?.nextStep ?? '',
    order_read_pairs: verdict?.orderReadPairs?.toString() ?? '',
    override_role: override?.role ?? '',
    override_reason: override?.reason ?? '',
    failure: failure?.code ?? '',
    profile: run.profile.name,
    profile_version: run.profile.version,
    definition: definition ?? '',
    ...Object.fromEntries(SHEET_COLUMNS.map((key) => [key, sheet[key] ?? ''])),
    ...Object.fromEntries(metrics.map(({ id, type }) => [id, numberText(record.metrics[id] ?? null, type)])),
  }
}

/** The shortest decimal that reads back as the same number; empty when it is missing. */
function numberText(value: number | null, type: string): string {
  if (value === null) return ''
  return type === 'float' ? formatPythonFloat(value) : String(value)
}

/** As RFC 4180 has it (October 2005). */
function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
