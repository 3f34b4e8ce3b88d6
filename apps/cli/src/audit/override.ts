// A person's verdict in the place of the profile's: logged first, then in the files of the run. The sample's own verdict stays.
import { FileError, UsageError } from '@genomsyn/hts'
import { isReleasable, type Profile, type VerdictState } from '@genomsyn/standard'
import { stateOf } from '@genomsyn/writers'
import { verdictFile } from '../run/judge-sample.ts'
import { keptProfile, readRequest } from '../run/request.ts'
import { digestOfFile, readRun, writeRunFiles } from '../run/run-files.ts'
import type { RunFolder } from '../run/run-folder.ts'
import { requireNoJobs } from '../run/slurm/standing.ts'
import { AuditLog, readLog, verifyLog } from './log.ts'

export const overrideStates: readonly VerdictState[] = ['PASS', 'WARN', 'EXEMPT', 'TOPUP', 'NEWLIB', 'RECOLLECT', 'FAIL', 'HOLD']

export interface OverrideOptions {
  readonly to: VerdictState
  readonly role: string
  readonly reason: string
}

/** The verdict before, and the number of the log's entry. */
export interface Overridden {
  readonly from: VerdictState
  readonly entry: number
}

/**
 * @throws UsageError when the run has no such sample, it was not measured, or the profile does not allow the role
 * @throws FileError when the log is broken, or the files cannot be written
 */
export async function overrideVerdict(folder: RunFolder, sample: string, asked: OverrideOptions): Promise<Overridden> {
  const request = await readRequest(folder)
  requireRole(await keptProfile(folder), asked.role)
  await requireNoJobs(folder)
  return await folder.owned(async () => {
    requireWhole(folder)
    const record = (await readRun(folder, request)).samples.find((each) => each.sample === sample)
    if (record === undefined) throw noSuchSample(folder, sample)
    const from = stateOf(record)
    if (from === null || record.verdict === null) throw new UsageError(sample, 'the sample was not judged yet; run again first')
    if (record.failure !== null && isReleasable(asked.to))
      throw new UsageError(sample, `the sample was not measured, so it cannot be ${asked.to}: ${record.failure.sentence}`)
    const { to, role, reason } = asked
    const event = { event: 'override', sample, from, to, role, reason, rule: record.verdict.decidedBy } as const
    const digest = await digestOfFile(folder.file(verdictFile(sample)))
    const { sequence } = new AuditLog(folder.auditFile).append({ ...event, verdict_sha256: digest })
    await writeRunFiles(folder, request)
    return { from, entry: sequence }
  })
}

function noSuchSample({ path }: RunFolder, sample: string): UsageError {
  return new UsageError(sample, `the run has no such sample; verdicts.csv in ${path} names those it has`)
}

/** A profile may name the functions that can overrule it. */
function requireRole({ name, override_roles: roles }: Profile, role: string): void {
  if (roles === undefined || roles.some((allowed) => allowed.toLowerCase() === role.trim().toLowerCase())) return
  throw new UsageError('--role', `'${role}' may not overrule ${name}; it takes ${roles.join(', ')}`)
}

/** Nothing is added to a log that was tampered with. */
function requireWhole(folder: RunFolder): void {
  const { broken } = verifyLog(readLog(folder.auditFile))
  if (broken === null) return
  const problem = `entry ${broken.line}: ${broken.problem}`
  throw new FileError('audit-broken', folder.auditFile, { problem, remedy: 'restore the log from a backup' })
}
