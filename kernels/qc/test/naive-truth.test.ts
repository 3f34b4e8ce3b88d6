// Counts against the truth, counted naively, over generated record sets: the kernel may differ in nothing.
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Sample, samples, samplesOfPairs } from './arbitrary-records.ts'
import { layOut, territoryOf } from './bam-layout.ts'
import { builds, type CountRequest, type DrivenKernel, loadBuild, nonZero } from './drive-kernel.ts'
import { naiveCounts, naiveDepth, naiveIds } from './naive-counts.ts'

/** How the host cuts what it offers, and how little room the kernel has at first. */
const arbitraryFeeding = fc.record({
  blockBytes: fc.integer({ min: 1, max: 400 }).map((size) => size * 20),
  portions: fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 4 }),
  spanBits: fc.integer({ min: 6, max: 12 }),
  nameBits: fc.integer({ min: 3, max: 8 }),
})
type Feeding = typeof arbitraryFeeding extends fc.Arbitrary<infer T> ? T : never

const RUNS = { 'qc.wasm': 150, 'qc.debug.wasm': 25 }

describe.each(builds)('counts of generated records in %s', (build) => {
  let kernel: DrivenKernel
  beforeAll(async () => {
    kernel = await loadBuild(build)
  })

  function counted(sample: Sample, { blockBytes, portions, spanBits, nameBits }: Feeding) {
    const contigLengths = sample.contigs.map(({ length }) => length)
    const request: CountRequest = { contigLengths, territory: territoryOf(sample), spanBits, nameBits }
    let turn = 0
    const outcome = kernel.count(layOut(sample.records, blockBytes).file, request, () => portions[turn++ % portions.length]!)
    expect([outcome.status, outcome.unread]).toEqual([0, 0])
    return outcome.counts
  }

  it('equal the truth for reads, bases, qualities, insert sizes and depth under the GA4GH rules', () => {
    fc.assert(
      fc.property(samples, arbitraryFeeding, (sample, feeding) => {
        expect(nonZero(counted(sample, feeding), naiveIds)).toEqual(naiveCounts(sample))
      }),
      { numRuns: RUNS[build] },
    )
  })

  it("equal the truth for depth under mosdepth's rules, where names come in pairs", () => {
    fc.assert(
      fc.property(samplesOfPairs, arbitraryFeeding, (sample, feeding) => {
        expect(nonZero(counted(sample, feeding), ['depth', 'contig-depth'])).toEqual(naiveDepth(sample))
      }),
      { numRuns: RUNS[build] },
    )
  })
})
