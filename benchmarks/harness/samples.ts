// The files that are measured, of the two characters that real short-read files have (binned qualities at 8.5x compression, full
// alphabets at 3.5x). Real slices are tiled where they are at hand; otherwise both are simulated. Made once, kept in benchmarks/data.
import { execFileSync } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, openSync, renameSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { constants, deflateRawSync } from 'node:zlib'
import { hiseq, makeGenome, nova, simulateReads, headerOf, tileBamFile, writeBamFile } from '@genomsyn/simulate'
import { samtools } from '@genomsyn/testkit'

export type Character = 'nova' | 'hiseq'

export interface Sample {
  readonly character: Character
  /** Path of the alignment file. */
  readonly bam: string
  /** The covered part of the first contig. */
  readonly regions: string
  readonly intervalList: string
  /** A reference of the right lengths, without N: coverage needs no more of it. */
  readonly reference: string
  /** What a CRAM was made against. */
  readonly cramReference?: string
}

const DATA = fileURLToPath(new URL('../../data/', import.meta.url))
const SLICES = fileURLToPath(new URL('../../../../shared/data/real-wgs/', import.meta.url))

/** Lengths of GRCh38's chr11 and chr22: mosdepth's cost has a part per position of the contig. */
export const CONTIGS = [
  { name: 'chr11', length: 135_086_622 },
  { name: 'chr22', length: 50_818_468 },
]

/** Copies that make a file of 370 to 400 MB, and the positions that they cover. */
const TILES: Readonly<Record<Character, { slice: string; copies: number }>> = {
  nova: { slice: `${SLICES}NA12878-chr14-AKT1.bam`, copies: 610 },
  hiseq: { slice: `${SLICES}NA12878_S1.chr20.10_10p1mb.bam`, copies: 98 },
}

export function sample(character: Character): Sample {
  mkdirSync(DATA, { recursive: true })
  const bam = `${DATA}${character}.bam`
  if (!existsSync(bam)) make(character, bam)
  const reference = `${DATA}reference.fa`
  if (!existsSync(reference)) writeReference(reference)
  return { character, bam, reference, ...writeRegions(character) }
}

/** MB as 10^6 bytes. */
export function megabytes(path: string): number {
  return statSync(path).size / 1e6
}

function make(character: Character, bam: string): void {
  const part = bam.replace('.bam', '.part.bam')
  process.stdout.write(`making ${bam}: this is done once and takes a minute or two\n`)
  if (existsSync(TILES[character].slice)) tile(character, part)
  else simulate(character, part)
  renameSync(`${part}.bai`, `${bam}.bai`)
  renameSync(part, bam)
}

/** htslib compresses the copies where it is installed, since its files are what users have. */
function tile(character: Character, path: string): void {
  const { slice: source, copies } = TILES[character]
  const options = { source, contigs: CONTIGS, copies, firstPosition: 10_000 }
  if (samtools.version() === null) return void tileBamFile(path, { ...options, deflate })
  tileBamFile(`${path}.stored`, { ...options, deflate: store })
  execFileSync('samtools', ['view', '-b', '-@', '1', '-o', path, `${path}.stored`])
  execFileSync('samtools', ['index', path])
  rmSync(`${path}.stored`)
  rmSync(`${path}.stored.bai`)
}

/** A short simulated slice, tiled as a real one would be. */
function simulate(character: Character, path: string): void {
  const source = `${path}.slice`
  const genome = makeGenome(11, [{ name: 'chr11', length: 200_000 }])
  const options = { seed: 12, genome, depth: 38, library: character === 'nova' ? nova : hiseq }
  writeBamFile(source, headerOf(options), simulateReads(options))
  tileBamFile(path, { source, contigs: CONTIGS, copies: character === 'nova' ? 130 : 60, firstPosition: 10_000, deflate })
  rmSync(source)
}

const deflate = (payload: Uint8Array): Uint8Array => deflateRawSync(payload, { level: 6 })
const store = (payload: Uint8Array): Uint8Array => deflateRawSync(payload, { level: constants.Z_NO_COMPRESSION })

function writeRegions(character: Character): { regions: string; intervalList: string } {
  const [start, end] = [10_000, 28_000_000]
  const regions = `${DATA}${character}.bed`
  const intervalList = `${DATA}${character}.interval_list`
  writeFileSync(regions, `chr11\t${start}\t${end}\n`)
  const lines = CONTIGS.map(({ name, length }) => `@SQ\tSN:${name}\tLN:${length}`)
  writeFileSync(intervalList, ['@HD\tVN:1.6', ...lines, `chr11\t${start + 1}\t${end}\t+\tcovered`, ''].join('\n'))
  return { regions, intervalList }
}

function writeReference(path: string): void {
  const line = `${'A'.repeat(100)}\n`
  const file = openSync(path, 'w')
  let offset = 0
  const index = CONTIGS.map(({ name, length }) => {
    offset += writeSync(file, `>${name}\n`)
    const row = [name, length, offset, 100, 101].join('\t')
    for (let left = Math.floor(length / 100); left > 0; left -= 10_000)
      offset += writeSync(file, line.repeat(Math.min(left, 10_000)))
    offset += writeSync(file, `${'A'.repeat(length % 100)}\n`)
    return row
  })
  closeSync(file)
  writeFileSync(`${path}.fai`, `${index.join('\n')}\n`)
  const lines = CONTIGS.map(({ name, length }) => `@SQ\tSN:${name}\tLN:${length}`)
  writeFileSync(path.replace(/fa$/, 'dict'), ['@HD\tVN:1.6', ...lines, ''].join('\n'))
}
