import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readBam } from './bam/bam-reader.ts'
import { readBamRecord } from './bam/bam-record-reader.ts'
import { type SampleFiles, demoSample } from './demo.ts'
import { flagCounts } from './truth/flag-counts.ts'

let directory: string
let files: SampleFiles

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'demo-'))
  files = demoSample(join(directory, 'new'))
})

afterAll(() => rmSync(directory, { recursive: true }))

it('is the same to the byte on every machine and version of Node', () => {
  const digest = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex').slice(0, 16)
  expect(Object.values(files).map(digest)).toEqual([
    '430ff06e93cf7dcd',
    '3923baf1639eb604',
    '3e68105b21d54477',
    '25e68500c3dd54b3',
  ])
})

it('holds some 50,000 reads of one sample, most of them properly paired', () => {
  const { header, records } = readBam(readFileSync(files.bam))
  const counts = flagCounts(records.map(readBamRecord))
  expect(records.length).toBeGreaterThan(40_000)
  expect(records.length).toBeLessThan(60_000)
  expect(counts.properlyPaired[0] / counts.primary[0]).toBeGreaterThan(0.95)
  expect(new Set(header.text.match(/SM:\w+/g))).toEqual(new Set(['SM:DEMO']))
})

it('has regions that hold no N', () => {
  const fasta = readFileSync(files.fasta, 'latin1').split('>')[1]!
  const bases = fasta.slice(fasta.indexOf('\n')).replaceAll('\n', '')
  for (const line of readFileSync(files.regions, 'latin1').trimEnd().split('\n')) {
    const [contig, begin, end] = line.split('\t')
    expect(contig).toBe('chr20')
    expect(bases.slice(Number(begin), Number(end))).toMatch(/^[ACGT]+$/)
  }
})
