import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { AlignmentRecord } from '../sam/alignment-record.ts'
import { baiBytes } from '../bam/bai.ts'
import type { BamIndex } from '../bam/bam-index.ts'
import { inflateBgzf, readBam } from '../bam/bam-reader.ts'
import { bamRecordBytes } from '../bam/bam-record.ts'
import { readBamRecord } from '../bam/bam-record-reader.ts'
import { writeBamFile } from '../bam/bam-writer.ts'
import { binOf } from '../bam/binning.ts'
import * as flags from '../sam/flags.ts'
import { makeGenome } from '../genome/genome.ts'
import { everyCase } from '../reads/library.ts'
import { simulateReads } from '../reads/reads.ts'
import { headerOf } from '../reads/sequencing-run.ts'
import { type TileOptions, tileBamFile } from './tile.ts'

const COPIES = 7
const FIRST = 50_000
const deflate = (payload: Uint8Array): Uint8Array => deflateRawSync(payload)

let directory: string
let source: string
let slice: AlignmentRecord[]
let tiled: AlignmentRecord[]
let span: number
let index: BamIndex
let options: TileOptions

const recordsOf = (path: string): AlignmentRecord[] => readBam(readFileSync(path)).records.map(readBamRecord)

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'tile-'))
  source = join(directory, 'slice.bam')
  const genome = makeGenome(6, [{ name: 'small', length: 3000 }, { name: 'main', length: 12_000 }, { name: 'far', length: 3000 }]) // prettier-ignore
  const simulation = { seed: 2, genome, depth: 20, library: everyCase }
  writeBamFile(source, headerOf(simulation), simulateReads(simulation), { deflate })
  slice = recordsOf(source).filter(({ contig }) => contig === 1)
  const contigs = [{ name: 'a', length: 100_000 }, { name: 'b', length: 120_000 }] // prettier-ignore
  options = { source, contigs, copies: COPIES, firstPosition: FIRST, deflate }
  const path = join(directory, 'tiled.bam')
  index = tileBamFile(path, options)
  tiled = recordsOf(path)
  span = tiled[slice.length]!.position - tiled[0]!.position
})

afterAll(() => rmSync(directory, { recursive: true }))

it('writes every copy, contig after contig, in coordinate order', () => {
  const placed = tiled.filter(({ contig }) => contig >= 0)
  expect(placed.length).toBe(COPIES * slice.length)
  const place = ({ contig, position }: AlignmentRecord): number => contig * 1e6 + position
  expect(placed.every((record, i) => i === 0 || place(placed[i - 1]!) <= place(record))).toBe(true)
  expect(placed[0]!.position).toBe(FIRST)
  expect(placed.findIndex(({ contig }) => contig === 1)).toBe(4 * slice.length)
})

it('shifts positions and leaves bases, qualities, CIGAR, flags and tags as they are', () => {
  for (let copy = 0; copy < 4; copy++) {
    const shift = FIRST + copy * span - slice[0]!.position
    for (const [i, original] of slice.entries()) {
      const record = tiled[copy * slice.length + i]!
      expect(record.name.length).toBe(original.name.length)
      expect(record.position).toBe(original.position + shift)
      if (original.mateContig === 1) expect(record.matePosition).toBe(original.matePosition + shift)
      if (original.mateContig === 2) expect(record.mateContig).toBe(1)
      expect(withoutPlace(record).equals(withoutPlace(original))).toBe(true)
    }
  }
})

it('indexes what it wrote', () => {
  const [first] = index.contigs
  expect(first!.mapped + first!.unmapped).toBe(4 * slice.length)
  expect(index.unplaced).toBe(tiled.filter(({ contig }) => contig < 0).length)
  expect(readFileSync(join(directory, 'tiled.bam.bai')).equals(baiBytes(index))).toBe(true)
})

it('recomputes the bin', () => {
  for (const bytes of readBam(readFileSync(join(directory, 'tiled.bam'))).records.slice(-900, -300)) {
    const { position, cigar } = readBamRecord(bytes)
    const length = cigar.reduce((sum, [count, operation]) => sum + ('MDN'.includes(operation) ? count : 0), 0)
    expect(bytes[14]! + 256 * bytes[15]!).toBe(binOf(position, position + Math.max(1, length)))
  }
})

it('lets mates pair within a copy and nowhere else', () => {
  const names = new Set(slice.map(({ name }) => name))
  const copies = new Set(tiled.filter(({ contig }) => contig >= 0).map(({ name }) => name))
  expect(copies.size).toBe(COPIES * names.size)
})

it('appends unplaced pairs under new names', () => {
  const unplaced = tiled.filter(({ contig }) => contig < 0)
  expect(unplaced.length).toBe(2 * Math.round((slice.length * COPIES * 0.01) / 2))
  expect(unplaced.every(({ flag }) => (flag & 13) === 13)).toBe(true)
  expect(new Set(unplaced.map(({ name }) => name)).size).toBe(unplaced.length / 2)
  const placed = new Set(tiled.filter(({ contig }) => contig >= 0).map(({ name }) => name))
  expect(unplaced.some(({ name }) => placed.has(name))).toBe(false)
  expect(unplaced.filter(({ flag }) => flag & flags.READ1).length).toBe(unplaced.length / 2)
})

it('compresses as the slice does', () => {
  const ratio = (path: string): number => inflateBgzf(readFileSync(path)).length / statSync(path).size
  expect(ratio(join(directory, 'tiled.bam')) / ratio(source)).toBeCloseTo(1, 1)
})

it('refuses more copies than the contigs have room for', () => {
  expect(() => tileBamFile(join(directory, 'x.bam'), { ...options, copies: 40 })).toThrow(
    /room for \d+ copies of \d+ bases, not for 40/,
  )
})

/** The record as bytes, all placement and the name taken out. */
function withoutPlace(record: AlignmentRecord): Buffer {
  const nowhere = { name: '*', contig: 0, position: 0, mateContig: 0, matePosition: 0 }
  return Buffer.from(bamRecordBytes({ ...record, ...nowhere }))
}
