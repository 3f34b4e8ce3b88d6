// Alignment files for tests, made anew for each suite: a small genome read at 12x, with every kind of record.
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type AlignmentRecord,
  type BamOptions,
  bamBytes,
  baiBytes,
  everyCase,
  headerOf,
  makeGenome,
  makeHeader,
  type SamHeader,
  simulateReads,
  writeFasta,
} from '@genomsyn/simulate'
import { afterAll } from 'vitest'

export const genome = makeGenome(11, [
  { name: 'chr1', length: 40_000, gaps: [[0, 1000], [20_000, 20_500]] },
  { name: 'chrX', length: 12_000, relativeDepth: 50 },
  { name: 'chrM', length: 3000, relativeDepth: 400 },
]) // prettier-ignore

/** Same reads for the same seed and sample. */
const reads = { seed: 5, genome, depth: 12, library: everyCase, sample: 'S1' }

export const header = headerOf(reads)
export const records: readonly AlignmentRecord[] = [...simulateReads(reads)]

export interface SampleFile {
  readonly path: string
  readonly bytes: Uint8Array
}

/** A folder of its own, gone after the suite. */
export function suiteFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'genomsyn-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  return folder
}

/** What a test file is made of; the simulated sample unless said otherwise. */
export interface SampleContent extends BamOptions {
  readonly header?: SamHeader
  readonly records?: Iterable<AlignmentRecord>
  /** Write no index beside it. */
  readonly unindexed?: boolean
}

/** Writes a BAM, and its index unless told not to. */
export function writeSample(path: string, content: SampleContent = {}): SampleFile {
  const { bam, index } = bamBytes(content.header ?? header, content.records ?? records, content)
  writeFileSync(path, bam)
  if (!content.unindexed) writeFileSync(`${path}.bai`, baiBytes(index))
  return { path, bytes: bam }
}

/** The simulated genome as FASTA. */
export function writeReference(path: string, contigs = genome): string {
  writeFasta(path, contigs)
  return path
}

/** A header like the sample's, whose read groups are of these samples; no read groups for none. */
export function headerWith(samples: readonly string[], contigs = header.contigs): SamHeader {
  return makeHeader({ contigs, readGroups: samples.map((sample, i) => ({ id: `rg${i}`, sample })) })
}

/** Names of the files in a folder, which is made if need be; hidden ones too. */
export function filesIn(folder: string): string[] {
  mkdirSync(folder, { recursive: true })
  return readdirSync(folder).toSorted()
}
