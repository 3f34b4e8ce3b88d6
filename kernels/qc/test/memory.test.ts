// What the kernel does with memory: it keeps to its own, leaves what hosts wrote, and remembers nothing of an earlier shard or file.
import { CRC_MISMATCH, INFLATE_FAILED, NEEDS_ROOM, OK, POSITION_BEYOND_CONTIG } from '@genomsyn/abi/status'
import { makePair, makeRecord } from '@genomsyn/simulate'
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { samples } from './arbitrary-records.ts'
import { layOut, territoryOf } from './bam-layout.ts'
import { block, blocksOf, hex, join, operationsOf, record } from './byte-vectors.ts'
import { builds, type CountRequest, type DrivenKernel, loadBuild, nonZero, wholeContigs } from './drive-kernel.ts'

const PAGE = 65536
const request: CountRequest = { contigLengths: [5000, 300], spanBits: 10, nameBits: 6 }

/** Every table of the kernel gets something to hold: all counts, both depths, waiting mates, a cut record. */
const busy = [
  ...Array.from({ length: 300 }, (_, i) => makeRecord({ name: `deep${i}`, flag: 0x1, position: 40, cigar: '60M' })),
  ...makePair({ position: 50, cigar: '90M' }, { position: 60, cigar: '90M', flag: 0x200 }),
  makeRecord({ flag: 0x400, position: 70 }),
]

describe.each(builds)('the memory of %s', (build) => {
  let kernel: DrivenKernel
  beforeEach(async () => {
    kernel = await loadBuild(build)
  })

  it.each([
    ['a record that is refused', block(record({ refID: 9 }))],
    ['a block that is refused', block(record(), { CDATA: hex('07') })],
    ['a record that is cut', block(record().subarray(0, 90))],
  ])('remembers nothing of a shard that failed at %s', (_, fault) => {
    const whole = layOut(busy, 65280).file.subarray(0, -28)
    const fresh = nonZero(kernel.count(blocksOf(record({ pos: 10 })), request).counts)
    expect(kernel.count(join(whole, fault), request).status).toBeLessThan(0)
    expect(nonZero(kernel.count(blocksOf(record({ pos: 10 })), request).counts)).toEqual(fresh)
  })

  it('remembers nothing of a shard that was given up half way', () => {
    const fresh = nonZero(kernel.count(blocksOf(record({ pos: 10 })), request).counts)
    const roomy = { ...request, spanBits: 14, nameBits: 12 }
    kernel.configure(roomy)
    kernel.open(roomy)
    const bytes = layOut(busy, 65280).file
    kernel.input().set(bytes)
    expect(kernel.exports.consume(bytes.length)).toBe(bytes.length)
    kernel.open(roomy)
    expect(nonZero(kernel.feed(blocksOf(record({ pos: 10 }))).counts)).toEqual(fresh)
  })

  it('counts a file the same after any other file', () => {
    fc.assert(
      fc.property(samples, samples, fc.boolean(), (before, sample, isCut) => {
        const requestFor = ({ contigs }: typeof sample): CountRequest => ({
          ...request,
          contigLengths: contigs.map(({ length }) => length),
        })
        const [first, second] = [layOut(before.records, 700).file, layOut(sample.records, 700).file]
        const territory = territoryOf(sample)
        kernel.count(isCut ? first.subarray(0, first.length / 2) : first, requestFor(before))
        const after = kernel.count(second, { ...requestFor(sample), territory })
        const again = kernel.count(second, { ...requestFor(sample), territory })
        expect(nonZero(after.counts)).toEqual(nonZero(again.counts))
      }),
      { numRuns: build === 'qc.wasm' ? 60 : 10 },
    )
  })

  it('leaves what the host wrote, and all bytes behind its own', () => {
    const file = layOut(busy, 500).file
    kernel.configure(request)
    kernel.open(request)
    const memory = kernel.exports.memory
    const end = memory.grow(1) * PAGE
    kernel.bytes(end, PAGE).fill(0xa5)
    const written = (): Uint8Array[] => [
      kernel.bytes(kernel.exports.requestAddress(), 64).slice(),
      kernel.bytes(kernel.exports.contigLengthsAddress(), 8).slice(),
      kernel.bytes(kernel.exports.regionsAddress(), 24).slice(),
      kernel.bytes(kernel.exports.territoryAddress(), 24).slice(),
    ]
    const before = written()
    kernel.input().set(file)
    kernel.input().fill(0xa5, file.length)
    expect(kernel.exports.consume(file.length)).not.toBeLessThan(NEEDS_ROOM)
    expect(written()).toEqual(before)
    expect(kernel.input().subarray(0, file.length)).toEqual(file)
    expect(kernel.bytes(end, PAGE).every((byte) => byte === 0xa5)).toBe(true)
  })

  it('is not moved by what lies behind the bytes offered', () => {
    const file = layOut(busy, 500).file
    const countAfter = (fill: number): unknown => {
      kernel.configure(request)
      kernel.input().fill(fill)
      kernel.open(request)
      return nonZero(kernel.feed(file, () => 333).counts)
    }
    expect(countAfter(0x1f)).toEqual(countAfter(0))
    expect(countAfter(0xff)).toEqual(countAfter(0))
  })

  it('does not grow while records are read that need no more room', () => {
    const records = Array.from({ length: 5000 }, (_, i) => makeRecord({ name: `r${i}`, flag: 0x1, position: i }))
    const wide = { contigLengths: [10_000], spanBits: 14, nameBits: 10 }
    kernel.configure(wide)
    const before = kernel.exports.memory.buffer.byteLength
    expect(kernel.count(layOut(records, 65280).file, wide)).toMatchObject({ status: OK, enlargements: 0 })
    expect(kernel.exports.memory.buffer.byteLength).toBe(before)
  })

  it.each([300_000_000, 1_200_000_000])('says so when an alignment that spans %i positions needs more than 4 GiB', (span) => {
    const skips = Array.from({ length: 6 }, () => ((span / 6) << 4) | 3)
    const bytes = blocksOf(record({ flag: 0x1, cigar: [...operationsOf('1M'), ...skips, ...operationsOf('1M')] }))
    expect(kernel.count(bytes, { ...request, contigLengths: [0x7fffffff] }).status).toBe(NEEDS_ROOM)
  })

  it('takes no room for what an alignment spans behind the end of its contig', () => {
    const bytes = blocksOf(record({ pos: 4900, flag: 0x1, cigar: '50M200000000N' }))
    expect(kernel.count(bytes, { ...request, spanBits: 14 })).toMatchObject({ status: OK, enlargements: 0 })
  })

  it('refuses skips that add up to more than 2^31 positions, or 2^32', () => {
    for (const length of [8, 16, 32]) {
      const skips = Array.from({ length }, () => (0xfffffff << 4) | 3)
      const wrapping = record({ pos: 4000, flag: 0x1, cigar: [...operationsOf('20M'), ...skips, ...operationsOf('20M')] })
      const { status, contig, position } = kernel.count(blocksOf(join(record(), wrapping)), request)
      expect([status, contig, position]).toEqual([POSITION_BEYOND_CONTIG, 0, 4000])
    }
  })

  it('refuses distances that point before the first byte of a block', () => {
    const CDATA = hex('4b 04 10 00')
    expect([INFLATE_FAILED, CRC_MISMATCH]).toContain(kernel.count(block(record(), { CDATA }), request).status)
  })

  it('tells names apart after the table of names has turned round many times', () => {
    const pairs = Array.from({ length: 20_000 }, (_, i) =>
      makePair({ name: `n${i}`, position: i, cigar: '40M' }, { position: i, cigar: '40M' }),
    )
    const { counts } = kernel.count(layOut(pairs.flat(), 65280).file, { contigLengths: [30_000], nameBits: 7, spanBits: 9 })
    expect(counts['contig-depth'][0]).toBe(800_000n)
    expect(counts['wgs-exclusions'][15]).toBe(800_000n)
  })
})

describe('whole contigs', () => {
  it('are the regions of a request that names none', () => {
    expect(wholeContigs([3, 0])).toEqual([
      { contig: 0, start: 0, end: 3 },
      { contig: 1, start: 0, end: 0 },
    ])
  })
})
