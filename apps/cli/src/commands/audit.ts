// genomsyn audit: who decided what and when in a run, and whether the log of it is whole.
import { FileError, UsageError } from '@genomsyn/hts'
import { Command } from 'commander'
import { type AuditEntry, readLog, verifyLog } from '../audit/log.ts'
import { RunFolder } from '../run/run-folder.ts'
import { print } from '../standard-output.ts'

interface ShowOptions {
  readonly sample?: string
}

interface VerifyOptions {
  readonly head?: string
}

export function command(): Command {
  const audit = new Command('audit').description('the log of verdicts and overrides of a run')
  audit
    .command('show')
    .description('print the log, oldest entry first')
    .argument('<dir>', 'folder of the run')
    .option('--sample <name>', 'entries of this sample only')
    .action(show)
  audit
    .command('verify')
    .description('check that no entry was changed, removed or moved, and print the hash of the last one')
    .argument('<dir>', 'folder of the run')
    .option('--head <hash>', 'hash that was printed earlier: an entry with it has to be there, so that none was cut off')
    .action(verify)
  return audit
}

async function show(path: string, { sample }: ShowOptions): Promise<void> {
  const { entries, broken } = verifyLog(requireLog(path))
  const wanted = entries.filter((entry) => sample === undefined || entry.sample === sample)
  await print(wanted.map((entry) => `${lineOf(entry)}\n`).join(''))
  if (broken !== null) throw brokenLog(path, broken.line, broken.problem)
  if (wanted.length === 0 && sample !== undefined) throw new UsageError('--sample', `the log has no entry of '${sample}'`)
}

async function verify(path: string, { head }: VerifyOptions): Promise<void> {
  const { entries, broken } = verifyLog(requireLog(path))
  if (broken !== null) throw brokenLog(path, broken.line, broken.problem)
  if (head !== undefined && !entries.some(({ hash }) => hash === head))
    throw brokenLog(path, entries.length + 1, `the entry with hash ${head} is gone, so the end was cut off or the log replaced`)
  await print(`${entries.length} entries, all whole; the last has hash ${entries.at(-1)!.hash}\n`)
}

function requireLog(path: string): string {
  const log = readLog(new RunFolder(path).auditFile)
  if (log !== '') return log
  throw new FileError('missing', path, { problem: 'there is no audit log here', remedy: 'name the folder of a run' })
}

function brokenLog(path: string, line: number, problem: string): FileError {
  const remedy = 'restore the log from a backup; what comes after this entry is not to be trusted'
  return new FileError('audit-broken', new RunFolder(path).auditFile, { problem: `entry ${line}: ${problem}`, remedy })
}

function lineOf(entry: AuditEntry): string {
  const { sequence, time, event, sample } = entry
  const what =
    event === 'override'
      ? `${entry['from']} overridden to ${entry['to']} by ${entry['role']}: ${entry['reason']}`
      : `${entry['verdict']} by ${entry['profile']} with ${entry['tool']}: ${entry['reason']}`
  return `${sequence}\t${time}\t${sample}\t${what}`
}
