// Our command, as its users start it.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type PartialResult, readPartial } from '@genomsyn/partial'
import type { Sample } from './samples.ts'

/** Path of the command. */
export const GENOMSYN = fileURLToPath(new URL('../../../apps/cli/bin/genomsyn.js', import.meta.url))

/** What flagstat prints follows from these. */
export const FLAG_COUNTS = ['flags', 'mate-contig']
/** Depth with mate overlap, flag counts, mapping quality, insert size. */
export const CORE_COUNTS = [...FLAG_COUNTS, 'mapping-quality', 'insert-size', 'depth', 'contig-depth']

export function countCommand({ bam }: Sample, counts: readonly string[], workers: number, ...options: string[]): string[] {
  return ['node', GENOMSYN, 'count', bam, '--counts', counts.join(), '--workers', String(workers), ...options]
}

/** All GA4GH and extended metrics. */
export function qcCommand({ bam, regions }: Sample, workers: number): string[] {
  return ['node', GENOMSYN, 'qc', bam, '--regions', regions, '--json', '--workers', String(workers), '--all-samples']
}

export function count(sample: Sample, counts: readonly string[], ...options: string[]): PartialResult {
  return readPartial(output(countCommand(sample, counts, 1, ...options)))
}

/** What the suites compare of the superset document. */
export interface Measured {
  readonly extended_metrics: Readonly<Record<string, number>>
  readonly provenance: { readonly filters: readonly Filter[] }
}

interface Filter {
  readonly name: string
  readonly removed: readonly { readonly reason: string; readonly bases: number }[]
}

export function measure(sample: Sample): Measured {
  return JSON.parse(output(qcCommand(sample, 2))) as Measured
}

/** A folder for a rival's files, gone afterwards. */
export async function inScratch<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'benchmark-'))
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

export function readText(path: string): string {
  return readFileSync(path, 'utf8')
}

function output(command: readonly string[]): string {
  return execFileSync(command[0]!, command.slice(1), {
    maxBuffer: 2 ** 28,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}
