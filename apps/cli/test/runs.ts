// Runs for tests: tiny samples that pass, fail or cannot be read, a sheet of them, and a profile that needs no human genome.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { baiBytes, bamBytes, makeHeader, makeRecord, type SamHeader } from '@genomsyn/simulate'

/** The file passes, has too many unmapped reads, or is cut in its middle. */
export type TinyKind = 'passing' | 'failing' | 'corrupt'

const contigs = [{ name: 'chr1', length: 20_000 }]
const bytes = new Map<string, { readonly bam: Uint8Array; readonly bai: Uint8Array }>()

/** Writes a BAM of a few reads with its index; files of a kind are the same bytes. */
export function writeTiny(path: string, kind: TinyKind = 'passing', samples: readonly string[] = ['TINY']): string {
  const key = `${kind} ${samples.join()}`
  const made = bytes.get(key) ?? makeTiny(kind, samples)
  bytes.set(key, made)
  writeFileSync(path, made.bam)
  writeFileSync(`${path}.bai`, made.bai)
  return path
}

function makeTiny(kind: TinyKind, samples: readonly string[]): { bam: Uint8Array; bai: Uint8Array } {
  const header: SamHeader = makeHeader({ contigs, readGroups: samples.map((sample, i) => ({ id: `rg${i}`, sample })) })
  const placed = Array.from({ length: 40 }, (_, i) => makeRecord({ name: `r${i}`, position: 100 + 50 * i, cigar: '100M' }))
  const unplaced = Array.from({ length: kind === 'failing' ? 30 : 0 }, (_, i) =>
    makeRecord({ name: `u${i}`, contig: -1, position: -1, flag: 4, cigar: '*', sequence: 'A'.repeat(50) }),
  )
  const { bam, index } = bamBytes(header, [...placed, ...unplaced])
  const broken = Uint8Array.from(bam)
  if (kind === 'corrupt') broken[Math.floor(bam.length / 2)]! ^= 0x55
  return { bam: broken, bai: baiBytes(index) }
}

/** Lines of a sheet under `headings`, written into the folder; gives its path. */
export function writeSheet(folder: string, rows: readonly (readonly string[])[], headings = ['sample', 'file']): string {
  const path = join(folder, 'sheet.csv')
  writeFileSync(path, [headings, ...rows].map((cells) => `${cells.join(',')}\n`).join(''))
  return path
}

/** Most reads must be mapped, or the sample fails; nothing else is asked. */
export function writeProfile(folder: string, more: Readonly<Record<string, unknown>> = {}): string {
  const path = join(folder, 'profile.json')
  const rule = {
    id: 'mapped',
    title: 'Reads mapped',
    metric: 'pct_reads_mapped',
    definition: 'ga4gh-wgs-qc-1.0@0.1.0',
    at_least: 95,
    otherwise: 'FAIL',
  }
  const profile = {
    schema_version: '1.0',
    name: 'for-tests',
    version: '1.0.0',
    title: 'For tests',
    status: 'example',
    description: 'For tests.',
    sources: [],
    not_expressed: [],
    reference: { assembly: null, territories: null },
    conditions: {},
    rules: [rule],
    top_up: null,
    ...more,
  }
  writeFileSync(path, JSON.stringify(profile))
  return path
}

interface RunSample {
  readonly sample: string
  readonly file: string
  readonly outcome: string
  readonly verdict: string | null
  readonly original_verdict: string | null
  readonly releasable: boolean
  readonly reason: string | null
  readonly next_step: string | null
  readonly failure: { readonly code: string; readonly sentence: string } | null
  readonly sheet: Readonly<Record<string, string>>
  readonly other: Readonly<Record<string, string>>
}

export interface RunDocument {
  readonly counts: Readonly<Record<string, number>>
  readonly unexpected_files: readonly string[]
  readonly cases: readonly { readonly case: string; readonly releasable: boolean; readonly held_back_by: readonly string[] }[]
  readonly samples: readonly RunSample[]
}

/** `run.json` of a folder. */
export function readRunDocument(out: string): RunDocument {
  return JSON.parse(readFileSync(join(out, 'run.json'), 'utf8')) as RunDocument
}
