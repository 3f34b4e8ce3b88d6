// What this project says of a file: its documents by the command, its counts by a measurement of one's own.
import { localExecutor } from '@genomsyn/engine'
import { openAlignmentFile, referenceSource } from '@genomsyn/hts'
import { type CountId, type Counts, type Interval, mosdepthFilter, type WgsDepthFilter } from '@genomsyn/partial'
import { planFile } from '@genomsyn/plan'
import { genomsyn } from '../test/command.ts'

/** The parts of the superset document that suites look at. */
export interface Document {
  readonly wgs_qc_metrics: { readonly aln_metrics: Readonly<Record<string, number | null>> }
  readonly extended_metrics: Readonly<Record<string, number | null>>
  readonly histograms: Readonly<Record<string, [value: number, count: number][] | null>>
  readonly integrity: { readonly has_oq: boolean; readonly coordinate_sorted: boolean }
}

/** Files are taken as they are: without index, without end-of-file block, of several samples. */
const TAKE_AS_IS = ['--no-index', '--allow-missing-eof', '--all-samples']

/** The superset document, as `genomsyn qc --json` prints it. */
export async function documentOf(path: string, ...options: string[]): Promise<Document> {
  const { exitCode, stdout, stderr } = await genomsyn('qc', path, '--json', ...TAKE_AS_IS, ...options)
  if (exitCode !== 0) throw new Error(stderr)
  return JSON.parse(stdout) as Document
}

/** A measurement that the command does not offer: its own filter, and territory as intervals. */
export interface CountsWanted {
  readonly counts: readonly CountId[]
  readonly wgsDepth?: WgsDepthFilter
  readonly regions?: readonly Interval[]
  readonly territory?: readonly Interval[]
  readonly fastMode?: true
  /** Path of the FASTA of a CRAM that needs one. */
  readonly reference?: string | null
}

/** Counts, and the contigs they are indexed by. */
export interface Counted {
  readonly counts: Required<Counts>
  readonly contigs: readonly { readonly name: string; readonly length: number }[]
}

export async function countsOf(path: string, wanted: CountsWanted): Promise<Counted> {
  const file = await openAlignmentFile(path, { noIndex: true, allowMissingEof: true })
  const { counts, wgsDepth = { minMappingQuality: 20, minBaseQuality: 20 }, regions = [], territory = regions } = wanted
  const executor = localExecutor(1)
  try {
    const bases = wanted.reference ? await referenceSource(file.header, { fasta: wanted.reference }) : null
    const depth = wanted.fastMode ? { ...mosdepthFilter, fastMode: wanted.fastMode } : mosdepthFilter
    const plan = planFile(file, { counts, depth, wgsDepth, regions, territory }, 1, bases)
    const partial = await executor.execute(file, plan)
    return { counts: partial.counts as Required<Counts>, contigs: file.header.contigs }
  } finally {
    await executor.close()
  }
}

/** Sum of the words whose index passes. */
export function sumWhere(words: BigUint64Array, passes: (index: number) => boolean): number {
  return Number(words.reduce((sum, word, index) => (passes(index) ? sum + word : sum), 0n))
}
