// CRAM from end to end: the same documents as the BAM of the same reads, however it is cut; and where bases come from.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { type CramOptions, deflateAtLevel } from '@genomsyn/simulate'
import { describe, expect, it } from 'vitest'
import { genomsyn, genomsynProcess } from './command.ts'
import { writeCram, type WrittenCram } from './crams.ts'
import { filesIn, genome, header, records, suiteFolder, writeReference, writeSample } from './sample-files.ts'

const folder = suiteFolder()
const md5 = (bases: Uint8Array): string => createHash('md5').update(bases).digest('hex')
const withM5 = {
  ...header,
  text: genome.reduce((text, { name, bases }) => text.replace(`SN:${name}\t`, `SN:${name}\tM5:${md5(bases)}\t`), header.text),
}
const bam = writeSample(join(folder, 'sample.bam'), { header: withM5, records, deflate: deflateAtLevel(1) })
const reference = writeReference(join(folder, 'genome.fa'))
/** Without the reference's N: what a read has there only the reference tells. */
const regions = join(folder, 'regions.bed')
writeFileSync(regions, 'chr1\t1000\t20000\nchr1\t20500\t39000\n')

function write(name: string, options: CramOptions = {}, indexed = true): WrittenCram & { path: string } {
  const cram = writeCram(withM5, records, options)
  const path = join(folder, `${name}.cram`)
  writeFileSync(path, cram.bytes)
  if (indexed) writeFileSync(`${path}.crai`, cram.crai)
  return { ...cram, path }
}

const free = write('free')
const based = write('based', { reference: genome })
const mixed = write('mixed', { reference: genome, multiReference: true, recordsPerSlice: 700 }, false)

interface Document {
  readonly extended_metrics: Readonly<Record<string, number | null>>
  readonly reasons: Readonly<Record<string, string>>
  readonly provenance: { readonly input: Readonly<Record<string, unknown>>; readonly filters: readonly { removed: readonly { reason: string }[] | null }[] } // prettier-ignore
}

async function qc(path: string, ...options: string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await genomsyn('qc', path, '--json', '--regions', regions, ...options)
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
  return stdout
}

/** Without what tells of the blocks of the file. */
function withoutInput(text: string): object {
  const document = JSON.parse(text) as Document
  return { ...document, provenance: { ...document.provenance, input: null } }
}

async function metrics(path: string, ...options: string[]): Promise<string> {
  const out = join(folder, 'out')
  const { exitCode, stderr } = await genomsyn('qc', path, '--quiet', '--regions', regions, '--out', out, ...options)
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
  return readFileSync(join(out, 'S1.metrics.json'), 'utf8')
}

describe('a CRAM', () => {
  it.each([
    ['without reference', free],
    ['against a reference', based],
    ['of several contigs a slice', mixed],
    ['with its reference in it', write('embedded', { reference: genome, embedReference: true })],
    ['without the names of pairs', write('lossy', { reference: genome, lossyNames: true })],
    ['of several slices a container', write('slices', { reference: genome, recordsPerSlice: 100, slicesPerContainer: 3 })],
    ['with values in the CORE bits', write('core', { reference: genome, layout: 'core' })],
    ['with values that share a block', write('shared', { reference: genome, layout: 'shared' })],
    ['of version 2.1', write('old', { reference: genome, version: '2.1' })],
    ['of version 3.1', write('new', { reference: genome, version: '3.1' })],
  ])('%s has the metrics of the BAM, byte for byte', async (_, { path }) => {
    expect(await metrics(path)).toBe(await metrics(bam.path))
    expect(await metrics(path, '--reference', reference)).toBe(await metrics(bam.path, '--reference', reference))
  })

  it.each([
    ['without reference', free],
    ['against a reference', based],
    ['of several contigs a slice', mixed],
  ])('%s has the whole document of the BAM but for the blocks of the file', async (_, { path }) => {
    const given = ['--reference', reference, '--cycles']
    expect(withoutInput(await qc(path, ...given))).toEqual(withoutInput(await qc(bam.path, ...given)))
  })

  it('tells its version and blocks', async () => {
    const { provenance } = JSON.parse(await qc(free.path)) as Document
    const digest = expect.stringMatching(/^[0-9a-f]{16}$/) as string
    const compressed_bytes = expect.any(Number) as number
    expect(provenance.input).toMatchObject({ format: 'CRAM', cram_version: '3.0', compressed_bytes, digest })
    expect(provenance.input.cram_blocks).toBeGreaterThan(100)
  })

  it.each([free, based, mixed])('gives the same document in any number of shards, with and without index', async ({ path }) => {
    const whole = await qc(path, '--shards', '1')
    for (const shards of ['2', '3', '7', '64']) {
      expect(await qc(path, '--shards', shards)).toBe(whole)
      expect(await qc(path, '--shards', shards, '--no-index')).toBe(whole)
    }
  })

  it('gives the same document with threads, and from standard input', async () => {
    const whole = await qc(based.path, '--reference', reference)
    const arguments_ = ['qc', '--json', '--regions', regions, '--reference', reference]
    const piped = await genomsynProcess([...arguments_, '-'], { input: based.bytes })
    expect(piped).toEqual({ exitCode: 0, stdout: whole, stderr: '' })
    const threads = await genomsynProcess([...arguments_, '--workers', '2', '--shards', '5', based.path])
    expect(threads.stdout).toBe(whole)
  })

  it('takes an index that is named', async () => {
    const path = join(folder, 'moved.cram')
    const index = join(folder, 'elsewhere.crai')
    copyFileSync(free.path, path)
    copyFileSync(`${free.path}.crai`, index)
    expect(await qc(path, '--index', index, '--shards', '7')).toBe(await qc(free.path))
  })

  it('is planned, counted and merged like a BAM', async () => {
    const counts = [
      '--counts',
      'flags,depth,contig-depth,wgs-depth,wgs-exclusions',
      '--regions',
      regions,
      '--reference',
      reference,
    ]
    const plan = join(folder, 'plan.json')
    await genomsyn('plan', based.path, ...counts, '--shards', '4', '--no-index', '--out', plan)
    const { shards } = JSON.parse(readFileSync(plan, 'utf8')) as { shards: unknown[] }
    expect(shards.length).toBeGreaterThan(2)
    const files = shards.map((_, i) => join(folder, `shard${i}.json`))
    for (const [i, out] of files.entries()) await genomsyn('shard', plan, '--only', `${i}`, '--out', out)
    const merged = await genomsyn('merge', ...files)
    expect(merged).toEqual({ exitCode: 0, stderr: '', stdout: (await genomsyn('count', bam.path, ...counts)).stdout })
  })
})

describe('the bases of a CRAM', () => {
  const adapters = ['pct_exc_adapter', 'pct_exc_mapq']

  it('are not needed: what cannot be told without them is null with the reason', async () => {
    const { extended_metrics, reasons, provenance } = JSON.parse(await qc(based.path)) as Document
    const ofBam = JSON.parse(await qc(bam.path)) as Document
    for (const id of Object.keys(extended_metrics)) {
      const isAdapter = adapters.includes(id)
      expect([id, extended_metrics[id]]).toEqual([id, isAdapter ? null : ofBam.extended_metrics[id]])
      expect(reasons[id] === 'reference_absent').toBe(isAdapter)
    }
    const removed = provenance.filters.flatMap(({ removed: each }) => each ?? []).filter(({ reason }) => reason === 'mapq')
    expect(removed).toContainEqual({ reason: 'mapq', reads: null, bases: null })
  })

  it('come from a folder of sequences by MD5 as well', async () => {
    const cache = join(folder, 'cache')
    mkdirSync(cache)
    for (const { bases } of genome) writeFileSync(join(cache, md5(bases)), bases)
    expect(await metrics(based.path, '--reference-cache', cache)).toBe(await metrics(bam.path))
    const { extended_metrics } = JSON.parse(await qc(based.path, '--reference-cache', cache)) as Document
    expect(extended_metrics.pct_exc_mapq).toBe((JSON.parse(await qc(bam.path)) as Document).extended_metrics.pct_exc_mapq)
  })

  it('that a count cannot do without fail the environment at once, naming contig, M5 and the places searched', async () => {
    const counts = ['--counts', 'wgs-exclusions', '--regions', regions]
    const started = performance.now()
    const { exitCode, stdout, stderr } = await genomsyn('count', based.path, ...counts)
    expect(performance.now() - started).toBeLessThan(1000)
    expect({ exitCode, stdout }).toEqual({ exitCode: 4, stdout: '' })
    expect(stderr).toMatch(
      /based\.cram: at contig chr1, container at offset \d+: bases of contig chr1 \(M5 [0-9a-f]{32}\) are needed; searched was nothing.+; .+--reference.+--reference-cache\n$/,
    )
    const empty = join(folder, 'empty')
    filesIn(empty)
    expect((await genomsyn('count', based.path, ...counts, '--reference-cache', empty)).stderr).toContain(
      `searched was ${empty};`,
    )
    expect((await genomsyn('count', free.path, ...counts)).exitCode).toBe(0)
  })
})
