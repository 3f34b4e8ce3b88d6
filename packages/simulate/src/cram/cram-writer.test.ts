// What the CRAM writer's files are made of. That samtools reads them as the same records is an agreement test.
import { gunzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { ByteWriter } from '../bam/byte-writer.ts'
import { crc32 } from '../bam/crc32.ts'
import { makeGenome } from '../genome/genome.ts'
import { everyCase } from '../reads/library.ts'
import { simulateReads } from '../reads/reads.ts'
import { headerOf } from '../reads/sequencing-run.ts'
import { eofContainer } from './block.ts'
import { craiBytes } from './crai.ts'
import { type CramOptions, cramBytes } from './cram-writer.ts'
import { writeItf8, writeLtf8 } from './itf8.ts'

const genome = makeGenome(3, [{ name: 'chr1', length: 6000 }, { name: 'chrM', length: 2000 }]) // prettier-ignore
const reads = { seed: 9, genome, depth: 8, library: everyCase }
const records = [...simulateReads(reads)]
const write = (options: CramOptions = {}): ReturnType<typeof cramBytes> =>
  cramBytes(headerOf(reads), records, { reference: genome, recordsPerSlice: 100, slicesPerContainer: 2, ...options })

/** Offsets of all containers of a version 3 file, found by adding up their lengths; each header's CRC32 is compared. */
function containersIn(cram: Uint8Array): number[] {
  const view = new DataView(cram.buffer, cram.byteOffset, cram.length)
  const offsets: number[] = []
  for (let at = 26; at < cram.length;) {
    offsets.push(at)
    const end = headerEnd(cram, at)
    expect(view.getInt32(end - 4, true)).toBe(crc32(cram.subarray(at, end - 4)))
    at = end + view.getInt32(at, true)
  }
  return offsets
}

/** Behind the container header at `at`: a length, seven integers, the landmarks, the CRC32. */
function headerEnd(cram: Uint8Array, at: number): number {
  let next = at + 4
  const skip = (): number => {
    const first = cram[next]!
    const bytes = 1 + Math.min(4, Math.clz32(~(first << 24)))
    next += bytes
    return bytes === 1 ? first : ((first & 0x3f) << 8) | cram[next - 1]!
  }
  for (let i = 0; i < 7; i++) skip()
  for (let landmarks = skip(); landmarks > 0; landmarks--) skip()
  return next + 4
}

it('is a file definition, a header container, containers of records, and the one that ends a file', () => {
  const { cram, index } = write()
  expect(Buffer.from(cram.subarray(0, 6)).toString('latin1')).toBe('CRAM\u0003\u0000')
  expect(cram.subarray(-38)).toEqual(eofContainer('3.0'))
  const starts = containersIn(cram)
  expect([...new Set(index.map(({ container }) => container))]).toEqual(starts.slice(1, -1))
})

it.each(['2.1', '3.0', '3.1'] as const)('ends in version %s as the specification has it', (version) => {
  const { cram } = write({ version })
  expect(cram.subarray(-eofContainer(version).length)).toEqual(eofContainer(version))
  expect(write({ version, withoutEof: true }).cram.length).toBe(cram.length - eofContainer(version).length)
})

it('indexes every slice, and every contig of a slice that holds several', () => {
  const { index } = write()
  const lines = gunzipSync(craiBytes(index)).toString().trimEnd().split('\n')
  expect(lines).toHaveLength(index.length)
  expect(lines[0]).toMatch(/^0\t\d+\t\d+\t\d+\t\d+\t\d+$/)
  expect(index.at(-1)).toMatchObject({ contig: -1, start: 0, span: 0 })
  expect(new Set(write({ multiReference: true }).index.map(({ contig }) => contig))).toEqual(new Set([0, 1, -1]))
})

it('gives the same bytes again', () => {
  expect(write().cram).toEqual(write().cram)
})

it('grows by the bases where there is no reference to tell them from, and by the reference where it is embedded', () => {
  const told = write({ method: 'raw' }).cram.length
  expect(cramBytes(headerOf(reads), records, { method: 'raw' }).cram.length).toBeGreaterThan(1.2 * told)
  expect(write({ method: 'raw', embedReference: true }).cram.length).toBeGreaterThan(told + 8000)
})

it.each([
  [0, '00'], [127, '7f'], [128, '8080'], [16_383, 'bfff'], [16_384, 'c04000'], [0x1f_ffff, 'dfffff'], [0x20_0000, 'e0200000'],
  [0x1000_0000, 'f100000000'], [-1, 'ffffffff0f'], [-2, 'ffffffff0e'],
])('writes %i as ITF8 %s', (value, hex) => {
  const writer = new ByteWriter()
  writeItf8(writer, value)
  expect(Buffer.from(writer.take()).toString('hex')).toBe(hex)
}) // prettier-ignore

it.each([
  [0, '00'], [128, '8080'], [16_384, 'c04000'], [2 ** 31, 'f080000000'], [2 ** 42, 'fc040000000000'],
])('writes %i as LTF8 %s', (value, hex) => {
  const writer = new ByteWriter()
  writeLtf8(writer, value)
  expect(Buffer.from(writer.take()).toString('hex')).toBe(hex)
}) // prettier-ignore
