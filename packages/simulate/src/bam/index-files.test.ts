import { expect, it } from 'vitest'
import { type AlignmentRecord, endPosition, makeRecord } from '../sam/alignment-record.ts'
import { baiBytes } from './bai.ts'
import { inflateBgzf, readBam, viewOf } from './bam-reader.ts'
import { bamRecordBytes } from './bam-record.ts'
import { bamBytes } from './bam-writer.ts'
import { binOf } from './binning.ts'
import { csiBytes } from './csi.ts'
import { makeGenome } from '../genome/genome.ts'
import { everyCase } from '../reads/library.ts'
import { simulateReads } from '../reads/reads.ts'
import { makeHeader } from '../sam/sam-header.ts'
import { headerOf } from '../reads/sequencing-run.ts'

const genome = makeGenome(1, [{ name: 'chr1', length: 80_000 }, { name: 'empty', length: 500 }, { name: 'chr2', length: 9000 }]) // prettier-ignore
const options = { seed: 1, genome, depth: 12, library: { ...everyCase, rates: { ...everyCase.rates, skip: 9000 } } }
const records = [...simulateReads(options)].filter(({ contig }) => contig !== 1)
const { bam, index } = bamBytes(headerOf(options), records)
const bai = parseBai(baiBytes(index))

/** Every record with the virtual offset it lies at. */
const located = locate(bam)

it('finds every overlapping record between an offset of the linear index and the chunks of its bins', () => {
  const onContig = located.filter(({ record }) => record.contig === 0)
  const { bins, windows } = bai.contigs[0]!
  let overlaps = 0
  for (let i = 0; i < 300; i++) {
    const begin = (i * 263) % 79_000
    const end = begin + 1 + ((i * i) % 3000)
    for (const { offset, recordBegin, recordEnd } of onContig) {
      if (recordBegin >= end || recordEnd <= begin) continue
      overlaps++
      const inBin = bins.get(binOf(recordBegin, recordEnd))!.some(([from, to]) => from <= offset && offset < to)
      if (!inBin || windows[begin >> 14]! > offset) expect.fail(`${begin}-${end} misses the record at ${recordBegin}`)
    }
  }
  expect(overlaps).toBeGreaterThan(10_000)
})

it('counts mapped and unmapped records of each contig, and those without a place', () => {
  const count = (contig: number, unmapped: boolean) =>
    records.filter((record) => record.contig === contig && ((record.flag & 4) !== 0) === unmapped).length
  for (const contig of [0, 2]) {
    expect(bai.contigs[contig]!.bins.get(37_450)![1]).toEqual([count(contig, false), count(contig, true)])
  }
  expect(bai.unplaced).toBe(count(-1, true))
})

it('leaves a contig without records empty', () => {
  expect(bai.contigs[1]).toEqual({ bins: new Map(), windows: [] })
})

it('spans a contig in the file from its first to behind its last record', () => {
  const onContig = located.filter(({ record }) => record.contig === 0)
  const [span] = bai.contigs[0]!.bins.get(37_450)!
  expect(span![0]).toBe(onContig[0]!.offset)
  expect(span![1]).toBe(located[onContig.length]!.offset)
})

it('writes the same bins and counts as CSI', () => {
  const bytes = inflateBgzf(csiBytes(index))
  const view = viewOf(bytes)
  expect(Buffer.from(bytes.subarray(0, 4)).toString('latin1')).toBe('CSI\u0001')
  expect([4, 8, 12, 16].map((at) => view.getInt32(at, true))).toEqual([14, 5, 0, 3])
  expect(view.getInt32(20, true)).toBe(bai.contigs[0]!.bins.size)
  expect(view.getUint32(bytes.length - 8, true)).toBe(bai.unplaced)
})

it('gives contigs beyond 512 Mb a deeper scheme, which only CSI can hold', () => {
  const header = makeHeader({ contigs: [{ name: 'long', length: 600_000_000 }] })
  const { index: deep } = bamBytes(header, [makeRecord({ position: 599_000_000 })])
  expect(deep.binning.depth).toBe(6)
  expect(viewOf(inflateBgzf(csiBytes(deep))).getInt32(8, true)).toBe(6)
  expect(() => baiBytes(deep)).toThrow('BAI has only one binning scheme')
})

interface LocatedRecord {
  readonly record: AlignmentRecord
  readonly recordBegin: number
  readonly recordEnd: number
  readonly offset: number
}

function locate(file: Uint8Array): LocatedRecord[] {
  const bytes = readBam(file).records
  const blocks: { start: number; length: number }[] = []
  for (let at = 0; at < file.length; at += file[at + 16]! + 256 * file[at + 17]! + 1) {
    blocks.push({ start: at, length: viewOf(file).getUint32(at + file[at + 16]! + 256 * file[at + 17]! + 1 - 4, true) })
  }
  let block = 1
  let used = 0
  return records.map((record, i) => {
    expect(bytes[i]).toEqual(bamRecordBytes(record))
    if (used === blocks[block]!.length) [block, used] = [block + 1, 0]
    const offset = blocks[block]!.start * 65_536 + used
    used += bytes[i]!.length
    expect(used).toBeLessThanOrEqual(blocks[block]!.length)
    const recordEnd = Math.max(endPosition(record), record.position + 1)
    return { record, recordBegin: record.position, recordEnd, offset }
  })
}

function parseBai(bytes: Uint8Array) {
  const view = viewOf(bytes)
  let at = 4
  const int = () => view.getInt32((at += 4) - 4, true)
  const offset = () => Number(view.getBigUint64((at += 8) - 8, true))
  const list = <T>(read: () => T): T[] => Array.from({ length: int() }, read)
  const chunk = (): [number, number] => [offset(), offset()]
  const contigs = list(() => ({ bins: new Map(list(() => [int(), list(chunk)] as const)), windows: list(offset) }))
  return { contigs, unplaced: offset() }
}
