// Results as they come: a line each on the terminal, and all of them in one JSON file at the end.
import { mkdirSync, writeFileSync } from 'node:fs'
import type { Spread } from './paired.ts'

export interface Result {
  readonly suite: string
  readonly case: string
  readonly file: string
  /** What the number is, such as `wall, ours over theirs`. */
  readonly measure: string
  readonly value: Spread
  /** What it has to be: at most, or at least. */
  readonly bar?: { readonly kind: 'at most' | 'at least'; readonly value: number }
}

const results: Result[] = []

export function report(result: Result): void {
  results.push(result)
  const { median, min, max } = result.value
  const numbers = `${median.toFixed(3)}  (${min.toFixed(3)} to ${max.toFixed(3)})`
  process.stdout.write(
    `${result.file.padEnd(6)} ${result.case.padEnd(58)} ${result.measure.padEnd(24)} ${numbers}${verdict(result)}\n`,
  )
}

/** Said aloud, so that a missing comparison is not taken for a passed one. */
export function reportAbsent(what: string): void {
  process.stdout.write(`ABSENT: ${what} is not installed; nothing was compared with it\n`)
}

export function heading(text: string): void {
  process.stdout.write(`\n${text}\n`)
}

/** Writes `benchmarks/results/<name>.json` and returns its path. */
export function saveResults(name: string, machine: object): string {
  const folder = new URL('../../results/', import.meta.url)
  mkdirSync(folder, { recursive: true })
  const file = new URL(`${name}.json`, folder)
  writeFileSync(file, `${JSON.stringify({ machine, results }, null, 2)}\n`)
  return file.pathname
}

function verdict({ value, bar }: Result): string {
  if (bar === undefined) return ''
  const holds = bar.kind === 'at most' ? value.median <= bar.value : value.median >= bar.value
  return `  ${holds ? 'holds' : 'MISSED'}: ${bar.kind} ${bar.value}`
}
