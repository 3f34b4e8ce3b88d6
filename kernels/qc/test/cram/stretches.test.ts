// How much of the reference a slice asks for: all it spans, or pieces where that is much; its MD5 is handed over once either way.
import { beforeAll, describe, expect, it } from 'vitest'
import { builds, type CramRequest, type DrivenKernel, loadBuild, type Outcome } from '../drive-kernel.ts'
import { type Read, referenceBased } from './reference-based.ts'

const CONTIG = 200_000_000
/** What a slice is given as a whole, and what a piece of a longer one has (kernels/qc/assembly/bases.ts). */
const WHOLE = 2 ** 21
const PIECE = 2 ** 18
const MD5 = 0x0707070707070707n

const ADAPTER = Buffer.from('AGATCGGAAGAGCGGTTCAGCAGGAATGCC')
/** Every contig is made of the adapter, over and over. */
const adapterAt: NonNullable<CramRequest['reference']> = ({ start, length }) =>
  Uint8Array.from({ length }, (_, i) => ADAPTER[(start + i) % ADAPTER.length]!)
/** A word of wgs-exclusions. */
const ADAPTER_READS = 2

describe.each(builds)('the reference that slices ask for in %s', (build) => {
  let kernel: DrivenKernel
  beforeAll(async () => {
    kernel = await loadBuild(build)
  })

  const readAt = (multiple: number): Read => ({ position: multiple * ADAPTER.length, mappingQuality: 0 })
  function count(multiples: readonly number[], options: Parameters<typeof referenceBased>[1]): Outcome {
    const file = referenceBased(multiples.map(readAt), { md5: 7, ...options })
    const request = { contigLengths: [CONTIG, CONTIG], cram: { reference: adapterAt }, spanBits: 9, nameBits: 5 }
    const outcome = kernel.count(file, { ...request, counts: ['wgs-depth', 'wgs-exclusions'] })
    const sorted = multiples.every((multiple, i) => i === 0 || multiple >= multiples[i - 1]!)
    expect([outcome.status, outcome.basesMissing]).toEqual([0, false])
    if (sorted) expect(outcome.counts['wgs-exclusions'][ADAPTER_READS]).toBe(BigInt(multiples.length))
    return outcome
  }

  it('is all they span, when that is not much', () => {
    const whole = { contig: 0, start: 0, length: WHOLE, md5: MD5, slice: [0, WHOLE] }
    expect(count([3, 4, 60_000], { span: WHOLE }).askedReferences).toEqual([whole])
  })

  it('is a piece from each record on that lies behind the last, when they span more', () => {
    const span = 2e8
    const piece = { contig: 0, length: PIECE, md5: 0n, slice: [0, 0] }
    expect(count([2_000_000, 2_000_001, 5_000_000, 5_000_100], { span }).askedReferences).toEqual([
      { ...piece, start: 60_000_000, md5: MD5, slice: [0, span] },
      { ...piece, start: 150_000_000 },
    ])
  })

  it('ends with the contig', () => {
    const last = Math.floor(CONTIG / 30) - 2
    expect(count([last], { span: CONTIG }).askedReferences).toEqual([
      { contig: 0, start: 30 * last, length: CONTIG - 30 * last, md5: MD5, slice: [0, CONTIG] },
    ])
  })

  it('is had in any order of records, and behind what the slice claims to span', () => {
    expect(count([50_000, 10, 70_000, 20], { span: 1000 }).askedReferences).toHaveLength(4)
    expect(count([10, 5_000_000, 11, 5_000_001, 12], { span: CONTIG }).askedReferences).toHaveLength(5)
  })

  it('has no MD5 where a slice has several contigs', () => {
    const asked = count([10, 5_000_000], { contigs: [0, 0] }).askedReferences
    expect(asked.map(({ md5 }) => md5)).toEqual([0n, 0n])
  })
})
