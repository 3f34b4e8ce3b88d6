// Verdicts in the audit log: each once, when it is first given or has changed.
import { basename } from 'node:path'
import { type RunRecord, type SampleRecord, writers } from '@genomsyn/writers'
import type { AuditLog } from '../audit/log.ts'
import { version } from '../version.ts'
import { verdictFile } from './judge-sample.ts'
import { digestOfFile } from './run-files.ts'
import type { RunFolder } from './run-folder.ts'

/** What the log of a folder is told with each verdict. */
export interface Logging {
  readonly log: AuditLog
  readonly folder: RunFolder
  readonly profile: RunRecord['profile']
}

export async function logVerdict({ log, folder, profile }: Logging, record: SampleRecord): Promise<void> {
  const { sample, file, verdict, definition } = record
  const digest = await digestOfFile(folder.file(verdictFile(sample)))
  if (verdict === null || digest === null || log.digestOf(sample) === digest) return
  log.append({
    event: 'verdict',
    sample,
    file: basename(file),
    verdict: verdict.state,
    decided_by: verdict.decidedBy,
    reason: verdict.reason,
    definition,
    profile: `${profile.name}@${profile.version}`,
    tool: `genomsyn ${version}`,
    document_sha256: await digestOfFile(folder.file(writers[0].fileName(sample))),
    verdict_sha256: digest,
  })
}
