// Shards: whatever the cuts, wherever reading begins and however the file is offered, what the shards count adds up to the whole.
import type { CountId } from '@genomsyn/partial'
import { makePair, makeRecord } from '@genomsyn/simulate'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { arbitraryCuts, type Sample, samples, samplesOfPairs } from './arbitrary-records.ts'
import { firstNeeded, type Layout, layOut, territoryOf } from './bam-layout.ts'
import {
  builds,
  type CountRequest,
  type DrivenKernel,
  everyCount,
  loadBuild,
  type Locus,
  nonZero,
  type Outcome,
} from './drive-kernel.ts'

const RUNS = { 'qc.wasm': 60, 'qc.debug.wasm': 10 }

interface Cutting {
  readonly cuts: readonly Locus[]
  readonly blockBytes: number
  /** Records before the first needed one at which each shard begins, repeated. */
  readonly early: readonly number[]
  readonly portion: number
}

const arbitraryCutting = (sample: Sample): fc.Arbitrary<Cutting> =>
  fc.record({
    cuts: arbitraryCuts(sample),
    blockBytes: fc.integer({ min: 1, max: 200 }).map((size) => size * 25),
    early: fc.array(fc.nat(4), { minLength: 1, maxLength: 3 }),
    portion: fc.integer({ min: 1, max: 2000 }),
  })

const withCutting = (sample: fc.Arbitrary<Sample>): fc.Arbitrary<[Sample, Cutting]> =>
  sample.chain((each) => fc.tuple(fc.constant(each), arbitraryCutting(each)))

describe.each(builds)('shards in %s', (build) => {
  let kernel: DrivenKernel
  beforeAll(async () => {
    kernel = await loadBuild(build)
  })

  const requestFor = (sample: Sample): CountRequest => ({
    contigLengths: sample.contigs.map(({ length }) => length),
    territory: territoryOf(sample),
    spanBits: 8,
    nameBits: 4,
  })

  function countWhole(sample: Sample, layout: Layout): Outcome {
    return kernel.count(layout.file, requestFor(sample))
  }

  /** Counts of all shards, and where each began and ended. */
  function countShards(sample: Sample, layout: Layout, { cuts, early, portion }: Cutting): Outcome[] {
    const genomeEnd = { contig: sample.contigs.length + 1, position: 0 }
    const starts = [0, ...cuts.map((cut, i) => Math.max(0, firstNeeded(sample, cut) - early[i % early.length]!))]
    const offsets = runningMaximum(starts).map((index) => layout.offsets[index] ?? layout.end)
    return offsets.map(({ block, within }, i) => {
      const first = cuts[i - 1] ?? { contig: 0, position: 0 }
      const endBlock = offsets[i + 1]?.block ?? layout.file.length
      const shard = { first, end: cuts[i] ?? genomeEnd, block, within, endBlock }
      return kernel.count(layout.file.subarray(block), { ...requestFor(sample), shard }, () => portion)
    })
  }

  function expectSumOfShards(sample: Sample, cutting: Cutting, ids: readonly CountId[]): void {
    const layout = layOut(sample.records, cutting.blockBytes)
    const shards = countShards(sample, layout, cutting)
    expect(shards.map(({ status }) => status)).toEqual(shards.map(() => 0))
    expect(nonZero(sumOf(shards), ids)).toEqual(nonZero(countWhole(sample, layout).counts, ids))
  }

  it('add up to the whole, whatever the names', () => {
    const withoutDepth = everyCount.filter((id) => id !== 'depth' && id !== 'contig-depth')
    fc.assert(
      fc.property(withCutting(samples), ([sample, cutting]) => expectSumOfShards(sample, cutting, withoutDepth)),
      { numRuns: RUNS[build] },
    )
  })

  it("add up to the whole under mosdepth's rules too, where names come in pairs", () => {
    fc.assert(
      fc.property(withCutting(samplesOfPairs), ([sample, cutting]) => expectSumOfShards(sample, cutting, everyCount)),
      { numRuns: RUNS[build] },
    )
  })

  it('meet: each begins with the record at which the one before it stopped', () => {
    fc.assert(
      fc.property(withCutting(samples), ([sample, cutting]) => {
        const shards = countShards(sample, layOut(sample.records, cutting.blockBytes), cutting)
        for (const [i, shard] of shards.entries()) {
          if (i > 0) expect(shard.firstOwned ?? shard.stop).toBe(shards[i - 1]!.stop)
        }
      }),
      { numRuns: RUNS[build] },
    )
  })

  const contigs = [{ length: 1000, gaps: [] }]
  const pieces = (records: Sample['records'], cuts: readonly Locus[], countOf = contigs): Outcome[] => {
    const sample = { contigs: countOf, records }
    return countShards(sample, layOut(records, 300), { cuts, blockBytes: 300, early: [0], portion: 5000 })
  }

  it('own the records that begin in them and the positions they hold', () => {
    const [left, right] = pieces([makeRecord({ position: 80 }), makeRecord({ position: 100 })], [{ contig: 0, position: 100 }])
    expect([left!.counts.integrity[0], right!.counts.integrity[0]]).toEqual([1n, 1n])
    expect([left!.counts['contig-depth'][0], right!.counts['contig-depth'][0]]).toEqual([20n, 80n])
  })

  it('say which record reaches over their end', () => {
    const records = [makeRecord({ position: 10 }), makeRecord({ position: 80 }), makeRecord({ position: 90 })]
    const [left] = pieces(records, [{ contig: 0, position: 100 }])
    expect(left!.reach).toBe(BigInt(layOut(records, 300).offsets[1]!.within))
  })

  it('leave unplaced records to the shard behind all contigs', () => {
    const unplaced = makeRecord({ contig: -1, position: -1, flag: 4, cigar: '*', sequence: 'ACGT' })
    const [placed, rest] = pieces([makeRecord(), unplaced, unplaced], [{ contig: 1, position: 0 }])
    expect([placed!.counts.integrity[0], rest!.counts.integrity[0]]).toEqual([1n, 2n])
    expect(placed!.ended).toBe(true)
  })

  it('leave a record without position to the shard that holds the end of the contig before', () => {
    const records = [
      makeRecord({ position: 900 }),
      makeRecord({ contig: 1, position: -1 }),
      makeRecord({ contig: 1, position: 0 }),
    ]
    const [left, right] = pieces(records, [{ contig: 1, position: 0 }], [...contigs, ...contigs])
    expect([left!.counts.integrity[0], right!.counts.integrity[0]]).toEqual([2n, 1n])
  })

  it('take mates that overlap at a cut for one base on either side', () => {
    const records = makePair({ position: 80, cigar: '50M' }, { position: 90, cigar: '50M' })
    const [left, right] = pieces(records, [{ contig: 0, position: 100 }])
    expect([left!.counts['contig-depth'][0], right!.counts['contig-depth'][0]]).toEqual([20n, 40n])
    expect([left!.counts['wgs-exclusions'][15], right!.counts['wgs-exclusions'][15]]).toEqual([10n, 30n])
  })

  it('agree on a name that comes three times, whatever longer reads one of them saw', () => {
    const proper = (position: number, matePosition: number, cigar = '50M') =>
      makeRecord({ name: 'thrice', flag: 0x3, position, mateContig: 0, matePosition, cigar })
    const long = makeRecord({ name: 'long', flag: 0x3, position: 10, mateContig: 0, matePosition: 100, cigar: '200M' })
    const records = [long, proper(400, 490), proper(480, 490), proper(490, 400)]
    const ids = ['depth', 'contig-depth'] as const
    expect(nonZero(sumOf(pieces(records, [{ contig: 0, position: 500 }])), ids)).toEqual(nonZero(sumOf(pieces(records, [])), ids))
  })

  it('count nothing of what lies before them or behind', () => {
    const records = Array.from({ length: 20 }, (_, i) => makeRecord({ position: 40 * i }))
    const cuts = [
      { contig: 0, position: 401 },
      { contig: 0, position: 402 },
    ]
    const [, middle] = pieces(records, cuts)
    expect([middle!.counts.integrity[0], middle!.counts['contig-depth'][0], middle!.firstOwned]).toEqual([0n, 2n, null])
  })

  it('of thousands of contigs add up, cut at every hundredth', () => {
    const many = Array.from({ length: 3000 }, () => ({ length: 100, gaps: [] }))
    const records = many.flatMap((_, contig) => (contig % 3 === 0 ? [makeRecord({ contig, position: 10 })] : []))
    const cuts = Array.from({ length: 29 }, (_, i) => ({ contig: 100 * (i + 1), position: 0 }))
    const sum = sumOf(pieces(records, cuts, many))
    expect([sum.integrity[0], sum.depth[1]]).toEqual([1000n, 50_000n])
  })
})

function sumOf(shards: readonly Outcome[]): Outcome['counts'] {
  const sums = everyCount.map((id) => {
    const sum = shards[0]!.counts[id].slice()
    for (const { counts } of shards.slice(1)) counts[id].forEach((word, i) => word !== 0n && (sum[i]! += word))
    return [id, sum] as const
  })
  return Object.fromEntries(sums) as Record<CountId, BigUint64Array>
}

function runningMaximum(values: readonly number[]): number[] {
  let highest = 0
  return values.map((value) => (highest = Math.max(highest, value)))
}
