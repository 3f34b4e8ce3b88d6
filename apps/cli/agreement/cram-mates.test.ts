// Mates that a CRAM's reader works out by itself: pairs, and chains of more records, whatever their own fields said of mates. samtools
// writes pairs only, so the files are the simulator's; what comes out is held against the BAM that samtools makes of them.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type AlignmentRecord,
  bamBytes,
  cramBytes,
  type CramOptions,
  flags,
  makeHeader,
  makePair,
  makeRecord,
  writeFasta,
} from '@genomsyn/simulate'
import { samtools } from '@genomsyn/testkit'
import { afterAll, describe, expect, it } from 'vitest'
import { genomsyn } from '../test/command.ts'
import { Comparisons } from './comparisons.ts'
import { oddContig, oddRecords } from './odd-records.ts'

if (samtools.version() === null) throw new Error('THE MATES SUITE CANNOT RUN: samtools is not installed')

const { PAIRED, PROPER_PAIR, READ1, READ2, REVERSE, UNMAPPED } = flags
const compared = new Comparisons()
const folder = mkdtempSync(join(tmpdir(), 'genomsyn-'))
afterAll(() => rmSync(folder, { recursive: true }))

const header = makeHeader({ contigs: [oddContig, { ...oddContig, name: 'other' }], lines: ['@RG\tID:a\tSM:S1'] })
const regions = join(folder, 'regions.bed')
writeFileSync(regions, `odd\t0\t${oddContig.length}\nother\t0\t${oddContig.length}\n`)

/** Segments of one template, each 50 bases: the first read, those between, the last read. */
function template(name: string, positions: readonly number[], marks: readonly number[] = []): AlignmentRecord[] {
  return positions.map((position, i) => {
    const order = i === 0 ? READ1 : i === positions.length - 1 ? READ2 : READ1 | READ2
    return makeRecord({ name, position, flag: PAIRED | PROPER_PAIR | order | (marks[i] ?? 0) })
  })
}

const onOneContig = oddRecords(700)
const chains: Record<string, readonly AlignmentRecord[]> = {
  'of two, and of two with a further record': onOneContig,
  'that go on on another contig': [...onOneContig, ...oddRecords(500).map((record) => ({ ...record, contig: 1 }))],
  'of three': template('t', [100, 130, 160]),
  'of four, of which two begin leftmost': template('t', [100, 100, 130, 400]),
  'of three that lie at one place': template('t', [100, 100, 100], [0, REVERSE, 0]),
  'of four on both strands': template('t', [100, 120, 140, 160], [REVERSE, 0, REVERSE, REVERSE]),
  'of three with an unmapped one': template('t', [100, 130, 130], [0, REVERSE, UNMAPPED]),
}

/** The superset document without what tells of the file's blocks. */
async function documentOf(path: string): Promise<string> {
  const options = ['--json', '--sample', 'S1', '--regions', regions, '--no-index']
  const { exitCode, stdout, stderr } = await genomsyn('qc', path, ...options)
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
  const document = JSON.parse(stdout) as { provenance: object }
  return JSON.stringify({ ...document, provenance: { ...document.provenance, input: null } }, null, 1)
}

const variants: Record<string, CramOptions> = {
  '2.1': { version: '2.1' },
  '3.0': {},
  'several contigs a slice': { multiReference: true },
}

describe.each(Object.entries(variants))('mates of a CRAM, %s', (variant, options) => {
  it.each(Object.entries(chains))('in chains %s', async (name, records) => {
    const path = join(folder, `${variant}-${name}`.replaceAll(/\W+/g, '-'))
    writeFileSync(`${path}.cram`, cramBytes(header, records, { ...options, linksNames: true, recordsPerSlice: 5000 }).cram)
    samtools.writeBam(`${path}.cram`, `${path}.bam`, null)
    compared.agree({ document: await documentOf(`${path}.cram`) }, { document: await documentOf(`${path}.bam`) })
  })
})

it('a further primary record beside a linked pair, as samtools writes it', async () => {
  const path = join(folder, 'third')
  const [first, second] = makePair({ name: 't', position: 100 }, { name: 't', position: 130 })
  const third = { ...second, position: 140 }
  writeFileSync(`${path}.sorted.bam`, bamBytes(header, [first, second, third]).bam)
  samtools.writeCram(`${path}.sorted.bam`, `${path}.cram`, { reference: writeReference(), format: ['version=3.0', 'no_ref'] })
  samtools.writeBam(`${path}.cram`, `${path}.bam`, null)
  compared.agree({ document: await documentOf(`${path}.cram`) }, { document: await documentOf(`${path}.bam`) })
})

/** Of A alone. */
function writeReference(): string {
  const path = join(folder, 'genome.fa')
  const bases = new Uint8Array(oddContig.length).fill(65)
  writeFasta(
    path,
    [oddContig.name, 'other'].map((name) => ({ name, length: bases.length, bases, relativeDepth: 100 })),
  )
  return path
}

compared.atLeast(1 + Object.keys(variants).length * Object.keys(chains).length)
