// Shards of a CRAM: whatever the cuts and wherever reading begins, what the shards count adds up to the whole, and they meet.
import { type AlignmentRecord, makeRecord } from '@genomsyn/simulate'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { arbitraryCuts, type Sample, samples, samplesOfPairs } from '../arbitrary-records.ts'
import { firstNeeded, territoryOf } from '../bam-layout.ts'
import { join } from '../byte-vectors.ts'
import {
  builds,
  type CountRequest,
  type DrivenKernel,
  everyCount,
  loadBuild,
  type Locus,
  nonZero,
  type Outcome,
} from '../drive-kernel.ts'
import { EOF_CONTAINER } from './cram-bytes.ts'
import { containersOf } from './cram-file.ts'

const RUNS = { 'qc.wasm': 60, 'qc.debug.wasm': 10 }
/** Names that contradict each other count for mosdepth as they lie in the file, which shards do not see. */
const withoutDepth = everyCount.filter((id) => id !== 'depth' && id !== 'contig-depth')

interface Cutting {
  readonly cuts: readonly Locus[]
  readonly recordsPerContainer: number
  readonly portion: number
}

const withCutting = (sample: fc.Arbitrary<Sample>): fc.Arbitrary<[Sample, Cutting]> =>
  sample.chain((each) =>
    fc.tuple(
      fc.constant(each),
      fc.record({
        cuts: arbitraryCuts(each),
        recordsPerContainer: fc.integer({ min: 1, max: 12 }),
        portion: fc.integer({ min: 1, max: 2000 }),
      }),
    ),
  )

describe.each(builds)('shards of a CRAM in %s', (build) => {
  let kernel: DrivenKernel
  beforeAll(async () => {
    kernel = await loadBuild(build)
  })

  const requestFor = (sample: Sample): CountRequest => ({
    contigLengths: sample.contigs.map(({ length }) => length),
    territory: territoryOf(sample),
    spanBits: 8,
    nameBits: 4,
    cram: {},
  })

  function layOut(records: readonly AlignmentRecord[], size: number): { file: Uint8Array; starts: number[] } {
    const containers = containersOf(records, { recordsPerSlice: Math.ceil(size / 2), slicesPerContainer: 2 })
    const starts = containers.map((_, i) => containers.slice(0, i).reduce((sum, { length }) => sum + length, 0))
    return { file: join(...containers, EOF_CONTAINER), starts }
  }

  function countShards(sample: Sample, { cuts, recordsPerContainer, portion }: Cutting): Outcome[] {
    const { file, starts } = layOut(sample.records, recordsPerContainer)
    const size = 2 * Math.ceil(recordsPerContainer / 2)
    const needed = [0, ...cuts.map((cut) => firstNeeded(sample, cut))]
    const blocks = needed.map((index) => starts[Math.floor(index / size)] ?? file.length - EOF_CONTAINER.length)
    const offsets = blocks.map((block, i) => Math.max(...blocks.slice(0, i + 1), block))
    const end = { contig: sample.contigs.length + 1, position: 0 }
    return offsets.map((block, i) => {
      const first = cuts[i - 1] ?? { contig: 0, position: 0 }
      const shard = { first, end: cuts[i] ?? end, block, endBlock: offsets[i + 1] ?? file.length }
      return kernel.count(file.subarray(block), { ...requestFor(sample), shard }, () => portion)
    })
  }

  function expectSum(sample: Sample, cutting: Cutting, ids: typeof everyCount): void {
    const { file } = layOut(sample.records, cutting.recordsPerContainer)
    const whole = kernel.count(file, requestFor(sample))
    const shards = countShards(sample, cutting)
    expect(shards.map(({ status }) => status)).toEqual(shards.map(() => 0))
    const sum = Object.fromEntries(
      everyCount.map((id) => [
        id,
        whole.counts[id].map((_, i) => shards.reduce((total, { counts }) => total + counts[id][i]!, 0n)),
      ]),
    ) as Outcome['counts']
    expect(nonZero(sum, ids)).toEqual(nonZero(whole.counts, ids))
    for (const [i, shard] of shards.entries()) {
      if (i > 0) expect(shard.firstOwned ?? shard.stop).toBe(shards[i - 1]!.stop)
    }
  }

  it('add up to the whole and meet, whatever the names', () => {
    const runs = { numRuns: RUNS[build] / 2 }
    fc.assert(
      fc.property(withCutting(samples), ([sample, cutting]) => expectSum(sample, cutting, withoutDepth)),
      runs,
    )
  })

  it("add up to the whole under mosdepth's rules too, where names come in pairs", () => {
    const runs = { numRuns: RUNS[build] / 2 }
    fc.assert(
      fc.property(withCutting(samplesOfPairs), ([sample, cutting]) => expectSum(sample, cutting, everyCount)),
      runs,
    )
  })

  it('say where a record lies: its container, and its place among the records there', () => {
    const records = [
      makeRecord({ position: 10 }),
      makeRecord({ position: 80 }),
      makeRecord({ position: 90 }),
      makeRecord({ position: 300 }),
    ]
    const sample = { contigs: [{ length: 1000, gaps: [] }], records }
    const { starts } = layOut(records, 2)
    const [left, right] = countShards(sample, { cuts: [{ contig: 0, position: 100 }], recordsPerContainer: 2, portion: 9999 })
    const place = (container: number, ordinal: number): bigint => (BigInt(starts[container]!) << 20n) | BigInt(ordinal)
    expect([left!.firstOwned, left!.reach, left!.stop]).toEqual([place(0, 0), place(0, 1), place(1, 1)])
    expect([right!.firstOwned, right!.stop]).toEqual([place(1, 1), null])
  })

  it('count records out of order, and no depth behind them', () => {
    const records = [makeRecord({ position: 500 }), makeRecord({ position: 10 })]
    const { counts } = kernel.count(layOut(records, 1).file, { contigLengths: [1000], cram: {} })
    expect([...counts.integrity]).toEqual([2n, 1n, 0n, 0n])
    expect(counts['contig-depth'][0]).toBe(50n)
  })
})
