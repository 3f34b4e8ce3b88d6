// Runs that are killed on the way and started again, held against one that was left alone.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, linkSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { constants } from 'node:os'
import { join, relative } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { deflateAtLevel } from '@genomsyn/simulate'
import { bin } from './command.ts'
import { writeProfile, writeSheet } from './runs.ts'
import { writeSample } from './sample-files.ts'

/** These alone may differ: they tell when and how long. */
const TIMES = ['audit.jsonl', 'metering.csv']

export interface InterruptedRun {
  /** Seconds that the run takes when left alone. */
  readonly seconds: number
  /** Starts the run into the folder and sends the signal when it is time; gives what came of it. */
  start(out: string, signal?: Interruption): Promise<Ending>
  /** Files of a run with their content, without those that tell times. */
  contentOf(out: string): Readonly<Record<string, string>>
  readonly undisturbed: string
}

export interface Interruption {
  readonly how: 'SIGTERM' | 'SIGKILL' | ((run: ChildProcess, out: string) => void)
  /** Seconds after the start, or as soon as so many samples are counted. */
  readonly after: number | { readonly samples: number }
}

/** What a shell adds to the number of a signal that ended a process. */
const SIGNALLED = 128

export interface Ending {
  /** As a shell tells it: 143 also for a process that SIGTERM ended before it could do so itself. */
  readonly exitCode: number | null
  readonly stderr: string
  /** From the signal to the end. */
  readonly stoppedSeconds: number
}

/** Makes the samples, each of several shards, and runs them once to the end, here; `options` are of the starts that follow. */
export async function interruptedRun(
  folder: string,
  sampleCount: number,
  options: readonly string[] = [],
): Promise<InterruptedRun> {
  mkdirSync(folder, { recursive: true })
  const first = writeSample(join(folder, 'S0.bam'), { deflate: deflateAtLevel(0) })
  const rows = Array.from({ length: sampleCount }, (_, i) => [`S${i}`, `S${i}.bam`])
  for (const [, name] of rows.slice(1))
    for (const end of ['', '.bai']) linkSync(`${first.path}${end}`, join(folder, `${name}${end}`))
  const args = ['run', writeSheet(folder, rows), '--profile', writeProfile(folder), '--shards', '6', '--allow-missing-eof']
  const start: InterruptedRun['start'] = async (out, signal) => await startRun([...args, ...options, '--out', out], out, signal)
  const undisturbed = join(folder, 'undisturbed')
  const began = performance.now()
  await startRun([...args, '--out', undisturbed], undisturbed)
  return { seconds: (performance.now() - began) / 1000, start, contentOf, undisturbed }
}

async function startRun(args: readonly string[], out: string, signal?: Interruption): Promise<Ending> {
  const child = spawn(process.execPath, [bin, ...args], { stdio: ['ignore', 'ignore', 'pipe'] })
  let stderr = ''
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
  const ended = once(child, 'close')
  let sent = performance.now()
  if (signal !== undefined) {
    const { after } = signal
    if (typeof after === 'number') await Promise.race([setTimeout(1000 * after), ended])
    else while (child.exitCode === null && countedSamples(out) < after.samples) await setTimeout(1)
    sent = performance.now()
    if (typeof signal.how === 'string') child.kill(signal.how)
    else signal.how(child, out)
  }
  const [code, by] = (await ended) as [number | null, NodeJS.Signals | null]
  const exitCode = by === null ? code : SIGNALLED + constants.signals[by]
  return { exitCode, stderr, stoppedSeconds: (performance.now() - sent) / 1000 }
}

/** Files of a run by their names. */
export function contentOf(out: string): Record<string, string> {
  const files = readdirSync(out, { recursive: true, encoding: 'utf8' }).filter((name) => statSync(join(out, name)).isFile())
  const results = files.filter((name) => !name.startsWith('.genomsyn') && !TIMES.includes(name))
  return Object.fromEntries(results.toSorted().map((name) => [relative('.', name), readFileSync(join(out, name), 'utf8')]))
}

function countedSamples(out: string): number {
  const kept = join(out, '.genomsyn', 'samples')
  return existsSync(kept) ? readdirSync(kept).filter((name) => existsSync(join(kept, name, 'counts.json'))).length : 0
}
