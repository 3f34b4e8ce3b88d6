// The audit log: one line of canonical JSON per verdict and override, each with the hash of the one before. Lines are only added.
import { createHash } from 'node:crypto'
import { closeSync, fsyncSync, openSync, readFileSync, truncateSync, writeSync } from 'node:fs'
import { unwritable } from '../atomic-files.ts'

/** What is logged; the log adds number, time and hashes. */
export interface AuditEvent {
  readonly event: 'verdict' | 'override'
  readonly sample: string
  readonly [key: string]: string | number | null
}

export interface AuditEntry extends AuditEvent {
  /** From 1 on. */
  readonly sequence: number
  /** ISO 8601, UTC. */
  readonly time: string
  /** Hash of the entry before; 64 zeros for the first. */
  readonly previous: string
  /** SHA-256 of the entry without this. */
  readonly hash: string
}

const NO_ENTRY = '0'.repeat(64)

/** Keys in code point order, no spaces: equal entries are equal bytes. */
export function canonicalLine(entry: Readonly<Record<string, unknown>>): string {
  const keys = Object.keys(entry).toSorted((a, b) => (a < b ? -1 : 1))
  return `{${keys.map((key) => `${JSON.stringify(key)}:${JSON.stringify(entry[key])}`).join(',')}}`
}

/** Adds entries to the log of a folder that this process owns. */
export class AuditLog {
  readonly #path: string
  #last: Pick<AuditEntry, 'sequence' | 'hash'> = { sequence: 0, hash: NO_ENTRY }

  /** SHA-256 of the verdict that was last logged of each sample. */
  readonly #digests = new Map<string, string>()

  /** What a machine that failed left of an unfinished line is cut off. */
  constructor(path: string) {
    this.#path = path
    for (const line of wholeLines(cutTornLine(path))) this.#take(parse(line))
  }

  /** Undefined when no verdict of the sample was logged. */
  digestOf(sample: string): string | undefined {
    return this.#digests.get(sample)
  }

  /**
   * Adds an event, durably.
   * @throws FileError when the log cannot be written to
   */
  append(event: AuditEvent, now: Date = new Date()): AuditEntry {
    const { sequence, hash: previous } = this.#last
    const unsigned = { ...event, sequence: sequence + 1, time: now.toISOString(), previous }
    const entry = { ...unsigned, hash: hashOf(unsigned) } as AuditEntry
    try {
      writeDurably(this.#path, `${canonicalLine(entry)}\n`)
    } catch (error) {
      throw unwritable(this.#path, error as NodeJS.ErrnoException)
    }
    this.#take(entry)
    return entry
  }

  #take(entry: AuditEntry | null): void {
    if (entry === null) return
    this.#last = entry
    if (entry.event === 'verdict') this.#digests.set(entry.sample, String(entry['verdict_sha256']))
  }
}

export interface BrokenEntry {
  /** 1-based line, which is the sequence number it should have. */
  readonly line: number
  readonly problem: string
}

/** The entries up to the first broken one, and that one. */
export function verifyLog(text: string): { readonly entries: readonly AuditEntry[]; readonly broken: BrokenEntry | null } {
  const entries: AuditEntry[] = []
  const lines = wholeLines(text)
  const rest = text.slice(lines.reduce((length, line) => length + line.length + 1, 0))
  for (const [i, line] of lines.entries()) {
    const problem = problemOf(line, entries.at(-1))
    if (problem !== null) return { entries, broken: { line: i + 1, problem } }
    entries.push(JSON.parse(line) as AuditEntry)
  }
  if (rest !== '') return { entries, broken: { line: lines.length + 1, problem: 'the line is not finished' } }
  return { entries, broken: null }
}

/** What is wrong with a line after the sound entry before it. */
function problemOf(line: string, before: AuditEntry | undefined): string | null {
  const entry = parse(line)
  if (entry === null || canonicalLine(entry) !== line) return 'the line is not as it was written'
  const { hash, ...unsigned } = entry
  if (hash !== hashOf(unsigned)) return 'its content does not have the hash it claims'
  if (entry.sequence !== (before?.sequence ?? 0) + 1) return `it has number ${entry.sequence}, so entries are missing or moved`
  if (entry.previous !== (before?.hash ?? NO_ENTRY)) return 'it does not continue the entry before it'
  return null
}

function parse(line: string): AuditEntry | null {
  try {
    return JSON.parse(line) as AuditEntry
  } catch {
    return null
  }
}

function hashOf(unsigned: Readonly<Record<string, unknown>>): string {
  return createHash('sha256').update(canonicalLine(unsigned)).digest('hex')
}

/** Those that end with a newline. */
function wholeLines(text: string): string[] {
  return text.split('\n').slice(0, -1)
}

/** Text of the log, empty when there is none. */
export function readLog(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return ''
    throw error
  }
}

function cutTornLine(path: string): string {
  const text = readLog(path)
  const whole = text.slice(0, text.lastIndexOf('\n') + 1)
  if (whole !== text) truncateSync(path, Buffer.byteLength(whole))
  return whole
}

function writeDurably(path: string, line: string): void {
  const descriptor = openSync(path, 'a')
  try {
    writeSync(descriptor, line)
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
