// A small realistic sample on disk, for trying the tool without data of one's own.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type BamOptions, writeBamFile } from './bam/bam-writer.ts'
import { writeFasta } from './genome/fasta.ts'
import { type Contig, type ContigSpecification, makeGenome } from './genome/genome.ts'
import { nova } from './reads/library.ts'
import { simulateReads } from './reads/reads.ts'
import { headerOf } from './reads/sequencing-run.ts'

const SEED = 20_261_122
const DEPTH = 30
/** A male sample: X and Y at half depth, many mitochondria. */
const CONTIGS: readonly ContigSpecification[] = [
  { name: 'chr20', length: 210_000, gaps: [[0, 10_000], [120_000, 125_000]] },
  { name: 'chrX', length: 40_000, gaps: [[0, 2000]], relativeDepth: 50 },
  { name: 'chrY', length: 20_000, gaps: [[0, 2000]], relativeDepth: 50 },
  { name: 'chrM', length: 4000, relativeDepth: 1500 },
] // prettier-ignore

/** Paths of the files that make up a sample. */
export interface SampleFiles {
  readonly bam: string
  readonly bai: string
  readonly fasta: string
  /** The autosome without its runs of N. */
  readonly regions: string
}

/**
 * Writes demo.bam with index, demo.fa with index and demo.bed into a directory, which is made if missing: about 50,000
 * NovaSeq-like reads of sample DEMO at 30x. The same bytes on every machine unless `deflate` is given.
 */
export function demoSample(directory: string, { deflate }: Pick<BamOptions, 'deflate'> = {}): SampleFiles {
  mkdirSync(directory, { recursive: true })
  const bam = join(directory, 'demo.bam')
  const files = { bam, bai: `${bam}.bai`, fasta: join(directory, 'demo.fa'), regions: join(directory, 'demo.bed') }
  const options = { seed: SEED, genome: makeGenome(SEED, CONTIGS), depth: DEPTH, library: nova, sample: 'DEMO' }
  writeFasta(files.fasta, options.genome)
  writeFileSync(files.regions, bedText(options.genome[0]!, CONTIGS[0]!.gaps ?? []))
  writeBamFile(files.bam, headerOf(options), simulateReads(options), deflate === undefined ? {} : { deflate })
  return files
}

/** What lies between the gaps, 0-based half-open. */
function bedText({ name, length }: Contig, gaps: readonly (readonly [number, number])[]): string {
  const begins = [0, ...gaps.map(([, end]) => end)]
  const ends = [...gaps.map(([begin]) => begin), length]
  const regions = begins.map((begin, i) => [begin, ends[i]!] as const).filter(([begin, end]) => begin < end)
  return regions.map(([begin, end]) => `${name}\t${begin}\t${end}\n`).join('')
}
