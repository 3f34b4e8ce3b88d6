// The samples of a small sequencing facility on disk: one good, one shallow, one whose read groups are of two people.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeBamFile } from './bam/bam-writer.ts'
import { writeFasta } from './genome/fasta.ts'
import { type ContigSpecification, makeGenome } from './genome/genome.ts'
import { nova } from './reads/library.ts'
import { simulateReads } from './reads/reads.ts'
import { headerOf } from './reads/sequencing-run.ts'
import type { SamHeader } from './sam/sam-header.ts'

const SEED = 20_261_123
/** Male samples: X and Y at half depth, many mitochondria. */
const CONTIGS: readonly ContigSpecification[] = [
  { name: 'chr20', length: 90_000 },
  { name: 'chrX', length: 12_000, relativeDepth: 50 },
  { name: 'chrY', length: 8000, relativeDepth: 50 },
  { name: 'chrM', length: 1000, relativeDepth: 1500 },
]

/** What is sequenced is more than what counts: duplicates, overlaps and bases of low quality go. */
const samples = [
  { name: 'GOOD', depth: 38, stranger: null },
  { name: 'SHALLOW', depth: 31, stranger: null },
  { name: 'MIXED', depth: 38, stranger: 'STRANGER' },
] as const

export interface FacilitySamples {
  readonly fasta: string
  /** The autosome. */
  readonly regions: string
  readonly samples: readonly { readonly name: string; readonly bam: string }[]
}

/** Writes BAM files with indices, reference and regions into a folder, which is made if missing; the same bytes everywhere. */
export function facilitySamples(directory: string): FacilitySamples {
  mkdirSync(directory, { recursive: true })
  const genome = makeGenome(SEED, CONTIGS)
  const [fasta, regions] = [join(directory, 'reference.fa'), join(directory, 'regions.bed')]
  writeFasta(fasta, genome)
  writeFileSync(regions, `${CONTIGS[0]!.name}\t0\t${CONTIGS[0]!.length}\n`)
  const files = samples.map(({ name, depth, stranger }, i) => {
    const bam = join(directory, `${name}.bam`)
    const options = { seed: SEED + i, genome, depth, library: nova, sample: name }
    const header = headerOf(options)
    writeBamFile(bam, stranger === null ? header : withStranger(header, stranger), simulateReads(options))
    return { name, bam }
  })
  return { fasta, regions, samples: files }
}

/** The last read group is of somebody else. */
function withStranger(header: SamHeader, sample: string): SamHeader {
  const begin = header.text.lastIndexOf('@RG\t')
  const text = header.text.slice(0, begin) + header.text.slice(begin).replace(/\tSM:[^\t\n]+/, `\tSM:${sample}`)
  return { ...header, text }
}
