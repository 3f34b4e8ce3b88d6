// The benchmark files as CRAM of the normal profile, in both versions of today, against the most frequent base of each position: the
// slices that the files are made of were tiled, so no genome has their reads.
import { execFileSync } from 'node:child_process'
import { appendFileSync, createReadStream, createWriteStream, existsSync, renameSync, rmSync } from 'node:fs'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { CONTIGS, type Sample } from './samples.ts'

export type CramVersion = '3.0' | '3.1'

/** The same reads as a sample's BAM. */
export interface CramSample extends Sample {
  readonly version: CramVersion
  readonly asBam: Sample
}

export async function cramSample(sample: Sample, version: CramVersion): Promise<CramSample> {
  const reference = sample.bam.replace('.bam', '.consensus.fa')
  const cram = sample.bam.replace('.bam', `.${version}.cram`)
  if (!existsSync(reference)) await writeConsensus(sample.bam, reference)
  if (!existsSync(cram)) writeCram(sample.bam, cram, ['-T', reference, '--output-fmt-option', `version=${version}`])
  return { ...sample, bam: cram, cramReference: reference, version, asBam: sample }
}

/** Deletions and positions without reads are N; samtools leaves out contigs without reads. */
async function writeConsensus(bam: string, path: string): Promise<void> {
  process.stdout.write(`making ${path}: this is done once and takes some minutes\n`)
  const part = `${path}.part`
  execFileSync('samtools', ['consensus', '-a', '--show-ins', 'no', '--show-del', 'yes', '-@', '1', '-o', part, bam])
  const named = new Set<string>()
  await pipeline(createReadStream(part), withoutGaps(named), createWriteStream(`${part}.fa`))
  for (const { name, length } of CONTIGS) if (!named.has(name)) appendUnknown(`${part}.fa`, name, length)
  rmSync(part)
  renameSync(`${part}.fa`, path)
  execFileSync('samtools', ['faidx', path])
}

/** Writes N for the deleted bases, and tells which contigs go by. */
function withoutGaps(named: Set<string>): Transform {
  return new Transform({
    transform: (bytes: Buffer, _, done) => {
      const text = bytes.toString('latin1')
      for (const [, name = ''] of text.matchAll(/^>(\S+)/gm)) named.add(name)
      done(null, Buffer.from(text.replaceAll('*', 'N'), 'latin1'))
    },
  })
}

function appendUnknown(path: string, name: string, length: number): void {
  const lines = `${'N'.repeat(70)}\n`.repeat(Math.floor(length / 70))
  appendFileSync(path, `>${name}\n${lines}${'N'.repeat(length % 70)}\n`)
}

function writeCram(bam: string, cram: string, options: readonly string[]): void {
  process.stdout.write(`making ${cram}: this is done once and takes a minute\n`)
  execFileSync('samtools', ['view', '-C', '-@', '1', '--no-PG', ...options, '-o', `${cram}.part`, bam])
  renameSync(`${cram}.part`, cram)
  execFileSync('samtools', ['index', cram])
}
