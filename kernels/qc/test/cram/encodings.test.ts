// Data series of CRAM: whatever encoding each of them has, and whichever streams they share, the counts are those of the same records
// in a BAM.
import type { AlignmentRecord } from '@genomsyn/simulate'
import { bamRecordBytes } from '@genomsyn/simulate'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Sample, samples, samplesOfPairs } from '../arbitrary-records.ts'
import { territoryOf } from '../bam-layout.ts'
import { blocksOf, join } from '../byte-vectors.ts'
import { builds, type CountRequest, type DrivenKernel, everyCount, loadBuild, nonZero } from '../drive-kernel.ts'
import * as encodings from './cram-encodings.ts'
import {
  arraySeries,
  byteSeries,
  type Choice,
  contentIdOf,
  cramOf,
  eachAlone,
  type FileOptions,
  seriesNames,
} from './cram-file.ts'
import { asStored } from './cram-records.ts'

const RUNS = { 'qc.wasm': 60, 'qc.debug.wasm': 15 }
const withoutBlocks = everyCount.filter((id) => id !== 'blocks')
const ofDepth = ['depth', 'contig-depth', 'flags'] as const

/** How to encode a series, by a number. */
function choiceOf(kinds: readonly number[], ids: readonly number[]): Choice {
  return (series, values) => {
    const index = seriesNames.indexOf(series)
    const kind = kinds[index]!
    const id = ids[index]! === 0 ? contentIdOf(series) : ids[index]!
    if (arraySeries.has(series)) return arrayEncoding(kind, id, values as readonly (readonly number[])[])
    return numberEncoding(kind, { id, asBytes: byteSeries.has(series) }, (values as readonly number[]).flat())
  }
}

interface Target {
  readonly id: number
  readonly asBytes: boolean
}

/** Codes of bits are for numbers that do not grow too long in them. */
function numberEncoding(kind: number, { id, asBytes }: Target, values: readonly number[]): encodings.Encoding {
  const least = values.length === 0 ? 0 : Math.min(...values)
  const most = values.length === 0 ? 0 : Math.max(...values)
  const range = most - least
  if (kind === 1 && new Set(values).size < 60) return encodings.huffman(values.length === 0 ? [0] : values)
  if (kind === 2) return encodings.beta(-least, 1 + Math.floor(Math.log2(range + 1)))
  if (kind === 3) return encodings.gamma(1 - least)
  if (kind === 4) return encodings.subexponential(-least, 3)
  if (kind === 5 && range < 5000) return encodings.golomb(-least, 10)
  if (kind === 6 && range < 5000) return encodings.golombRice(-least, 4)
  return encodings.external(id, asBytes)
}

function arrayEncoding(kind: number, id: number, values: readonly (readonly number[])[]): encodings.Encoding {
  const lengths = values.map(({ length }) => length)
  if (kind % 3 === 0) return encodings.byteArrayStop(9, id)
  const inBits = kind > 3
  return encodings.byteArrayLen(
    numberEncoding(kind, { id: id + 100, asBytes: false }, lengths),
    numberEncoding(inBits ? kind : 0, { id, asBytes: true }, values.flat()),
  )
}

/** Each series of bits or bytes; three in four alone in their block. */
const choices: fc.Arbitrary<Choice> = fc
  .tuple(
    fc.array(fc.nat(6), { minLength: seriesNames.length, maxLength: seriesNames.length }),
    fc.array(fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.constantFrom(50, 51) }), {
      minLength: seriesNames.length,
      maxLength: seriesNames.length,
    }),
  )
  .map(([kinds, ids]) => choiceOf(kinds, ids))

const layouts: fc.Arbitrary<FileOptions> = fc.record({
  recordsPerSlice: fc.integer({ min: 1, max: 30 }),
  slicesPerContainer: fc.integer({ min: 1, max: 3 }),
  linksMates: fc.boolean(),
  isPositionDelta: fc.boolean(),
  version: fc.constantFrom(0x201, 0x300, 0x301),
  method: fc.constantFrom(0, 1),
})

describe.each(builds)('data series in %s', (build) => {
  let kernel: DrivenKernel
  beforeAll(async () => {
    kernel = await loadBuild(build)
  })

  const requestFor = (sample: Sample): CountRequest => ({
    contigLengths: sample.contigs.map(({ length }) => length),
    territory: territoryOf(sample),
    spanBits: 10,
    nameBits: 6,
  })

  function ofBam(sample: Sample, counts: CountRequest['counts']): Record<string, Record<number, bigint>> {
    const bytes = sample.records.map((record: AlignmentRecord) => bamRecordBytes(asStored(record)))
    const { status, counts: counted } = kernel.count(blocksOf(join(...bytes)), { ...requestFor(sample), counts: [...counts!] })
    expect(status).toBe(0)
    return nonZero(counted, counts)
  }

  function expectSame(sample: Sample, options: FileOptions, counts: NonNullable<CountRequest['counts']>): void {
    const request = { ...requestFor(sample), counts, cram: { version: options.version ?? 0x300 } }
    const outcome = kernel.count(cramOf(sample.records, options), request)
    expect([outcome.status, outcome.claimed, outcome.present]).toEqual([0, 0, 0])
    expect(nonZero(outcome.counts, counts)).toEqual(ofBam(sample, counts))
  }

  it('count as a BAM of the same records does, each alone in its block', () => {
    fc.assert(
      fc.property(samples, layouts, (sample, layout) => expectSame(sample, { ...layout, choose: eachAlone }, withoutBlocks)),
      { numRuns: RUNS[build] },
    )
  })

  it('count the same in any encoding and in shared streams', () => {
    fc.assert(
      fc.property(samples, layouts, choices, (sample, layout, choose) =>
        expectSame(sample, { ...layout, choose }, withoutBlocks),
      ),
      { numRuns: 2 * RUNS[build] },
    )
  })

  it('count the same when only some counts are wanted', () => {
    fc.assert(
      fc.property(samples, layouts, choices, fc.subarray(withoutBlocks), (sample, layout, choose, counts) => {
        const wanted = counts.filter((id) => id !== 'depth' && id !== 'contig-depth')
        expectSame(sample, { ...layout, choose }, wanted)
      }),
      { numRuns: 2 * RUNS[build] },
    )
  })

  it('give the depth of pairs without the names of mates that a slice links', () => {
    fc.assert(
      fc.property(samplesOfPairs, layouts, choices, fc.boolean(), (sample, layout, choose, isPlain) => {
        expectSame(sample, { ...layout, choose: isPlain ? eachAlone : choose }, ofDepth)
      }),
      { numRuns: 2 * RUNS[build] },
    )
  })
})
