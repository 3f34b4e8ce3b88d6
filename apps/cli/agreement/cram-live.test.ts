// CRAM written by samtools from simulated reads, in every version and profile: the same documents as the BAM of the same reads, however
// the file is cut.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { everyCase, headerOf, makeGenome, simulateReads, writeBamFile, writeFasta } from '@genomsyn/simulate'
import { samtools } from '@genomsyn/testkit'
import { afterAll, describe, expect, it } from 'vitest'
import { genomsyn, genomsynProcess } from '../test/command.ts'
import { Comparisons } from './comparisons.ts'

if (samtools.version() === null) throw new Error('THE LIVE SUITE CANNOT RUN: samtools is not installed')

const compared = new Comparisons()
const folder = mkdtempSync(join(tmpdir(), 'genomsyn-'))
afterAll(() => rmSync(folder, { recursive: true }))

const genome = makeGenome(21, [
  { name: 'chr1', length: 150_000, gaps: [[0, 500], [60_000, 60_100]] },
  { name: 'chr2', length: 60_000 },
  { name: 'short', length: 900 },
  { name: 'empty', length: 700, relativeDepth: 0 },
  { name: 'chrM', length: 3000, relativeDepth: 300 },
]) // prettier-ignore
const reads = { seed: 8, genome, depth: 20, library: everyCase, sample: 'S1' }
const bam = join(folder, 'reads.bam')
const reference = join(folder, 'genome.fa')
const regions = join(folder, 'regions.bed')
writeBamFile(bam, headerOf(reads), simulateReads(reads))
writeFasta(reference, [...genome])
writeFileSync(regions, 'chr1\t400\t149000\nchr2\t0\t60000\n')

const small = ['seqs_per_slice=400']
/** Every version and profile, as it is and in every way to write it. */
const profiles = ['3.0', '3.1'].flatMap((version) =>
  ['fast', 'normal', 'small', 'archive'].map((profile) => ({ version, profile })),
)
const ways = {
  '': [],
  'without reference': ['no_ref'],
  'with embedded reference': ['embed_ref'],
  'with lossy names': ['lossy_names'],
  'of several contigs a slice': ['multi_seq_per_slice'],
}
const systematic = profiles.flatMap(({ version, profile }) =>
  Object.entries(ways).map(([way, options]) => [
    `${version} ${profile} ${way}`.trim(),
    [`version=${version}`, profile, ...options, ...small],
  ]),
)
const variants = {
  ...(Object.fromEntries(systematic) as Record<string, readonly string[]>),
  '2.1': ['version=2.1', ...small],
  '3.0 in slices of 10,000 records': ['version=3.0'],
  '3.1 archive at level 9, in one slice a contig': ['version=3.1', 'archive', 'level=9'],
  '3.1 of several contigs in slices of 3,000 records': ['version=3.1', 'multi_seq_per_slice', 'seqs_per_slice=3000'],
  '3.0 of five slices a container': ['version=3.0', 'slices_per_container=5', 'seqs_per_slice=150'],
  '3.1 of five slices a container, without reference': ['version=3.1', 'slices_per_container=5', 'seqs_per_slice=150', 'no_ref'],
  '3.0 in the core block alone': ['version=3.0', 'use_rans=0', 'use_bzip2=0', 'use_lzma=0', ...small],
}

/** The superset document without what tells of the file's blocks. */
function documentOf(stdout: string): string {
  const document = JSON.parse(stdout) as { provenance: { input: unknown } }
  return JSON.stringify({ ...document, provenance: { ...document.provenance, input: null } }, null, 1)
}

async function qc(path: string, ...options: string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await genomsyn('qc', path, '--json', '--regions', regions, ...options)
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
  return stdout
}

async function metricsText(path: string, ...options: string[]): Promise<string> {
  const { exitCode, stderr } = await genomsyn('qc', path, '--quiet', '--out', folder, '--regions', regions, ...options)
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
  return readFileSync(join(folder, 'S1.metrics.json'), 'utf8')
}

const names = Object.keys(variants) as (keyof typeof variants)[]

describe.each(names)('CRAM %s', (name) => {
  const path = join(folder, `${name.replaceAll(/\W+/g, '-')}.cram`)
  const decoded = `${path}.bam`
  samtools.writeCram(bam, path, { reference, format: variants[name] })
  samtools.writeBam(path, decoded, reference)

  it('has the metrics of the BAM, with and without its reference', async () => {
    const theirs = await metricsText(bam)
    compared.agree({ metrics: await metricsText(path) }, { metrics: theirs })
    compared.agree({ metrics: await metricsText(path, '--reference', reference) }, { metrics: await metricsText(bam, '--reference', reference) }) // prettier-ignore
  })

  it('has the whole document of the BAM that samtools makes of it', async () => {
    const ours = documentOf(await qc(path, '--reference', reference, '--shards', '1'))
    compared.agree({ document: ours }, { document: documentOf(await qc(decoded, '--reference', reference)) })
  })

  it('gives the same document however it is cut and read', async () => {
    const whole = await qc(path, '--shards', '1', '--workers', '1')
    const cuts = [[], ['--no-index']].flatMap((index) => ['2', '7', '64'].map((shards) => [...index, '--shards', shards]))
    for (const options of cuts) compared.agree({ document: await qc(path, ...options, '--workers', '1') }, { document: whole })
    const piped = await genomsynProcess(['qc', '-', '--json', '--regions', regions], { input: readFileSync(path) })
    compared.agree({ stderr: piped.stderr, document: piped.stdout }, { stderr: '', document: whole })
  })
})

it('every profile is there in every way to write it', () => expect(systematic).toHaveLength(2 * 4 * 5))

compared.atLeast(10 * names.length)
