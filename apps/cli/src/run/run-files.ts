// The files of a run as a whole, made anew from what is kept of its samples and from the overrides in its audit log.
import { createHash } from 'node:crypto'
import { mkdir, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { type RunRecord, runWriters, type SampleRecord } from '@genomsyn/writers'
import { type NewFile, writeFiles } from '../atomic-files.ts'
import { type AuditEntry, readLog, verifyLog } from '../audit/log.ts'
import { readTextFile } from '../text-file.ts'
import { version } from '../version.ts'
import { verdictFile } from './judge-sample.ts'
import { meteringCsv } from './metering-csv.ts'
import type { RunRequest } from './request.ts'
import type { RunFolder } from './run-folder.ts'
import { keptRecord, missingRecord } from './sample-record.ts'
import { savedReport } from './saved-report.ts'

/** @throws FileError when they cannot be written */
export async function writeRunFiles(folder: RunFolder, request: RunRequest): Promise<RunRecord> {
  const record = await readRun(folder, request)
  const files: NewFile[] = [{ path: folder.meteringFile, text: await meteringCsv(folder, record) }]
  for (const writer of runWriters) files.push({ path: folder.file(writer.path), text: await writer.write(record) })
  for (const sample of record.samples) if (sample.override !== null) files.push(await savedReport(folder, sample))
  for (const { path } of files) await mkdir(dirname(path), { recursive: true })
  files.push({ path: folder.file('profile.json'), text: await readTextFile(folder.profileFile) })
  await writeFiles(files)
  return record
}

/** What is known of the run so far. */
export async function readRun(folder: RunFolder, { sheet, profile, samples, unexpectedFiles }: RunRequest): Promise<RunRecord> {
  const { entries } = verifyLog(readLog(folder.auditFile))
  const records: SampleRecord[] = []
  for (const expected of samples) {
    const kept = (await keptRecord(folder.kept(expected.sample))) ?? missingRecord(expected)
    records.push({ ...kept, override: await overrideOf(folder, kept, entries) })
  }
  return { tool: { name: 'genomsyn', version }, profile, sheet, samples: records, unexpectedFiles }
}

/** SHA-256 of a file; null when there is none. */
export async function digestOfFile(path: string): Promise<string | null> {
  const text = await readFile(path).catch(() => null)
  return text === null ? null : createHash('sha256').update(text).digest('hex')
}

/** The last one; an override of another verdict than the present one is void. */
async function overrideOf(
  folder: RunFolder,
  { sample, verdict }: SampleRecord,
  entries: readonly AuditEntry[],
): Promise<SampleRecord['override']> {
  const last = entries.findLast((entry) => entry.event === 'override' && entry.sample === sample)
  if (last === undefined || verdict === null) return null
  if (last['verdict_sha256'] !== (await digestOfFile(folder.file(verdictFile(sample))))) return null
  const { to, role, reason, sequence } = last as AuditEntry & { to: string; role: string; reason: string }
  return { state: to as NonNullable<SampleRecord['override']>['state'], role, reason, entry: sequence }
}
