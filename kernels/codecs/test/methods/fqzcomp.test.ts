// fqzcomp streams with every parameter that the format has, one by one and together, and what no stream may be.
import { CODEC_FAILED } from '@genomsyn/abi/status'
import { beforeAll, describe, expect, it } from 'vitest'
import { type CodecSample, describeMethod } from '../conformance.ts'
import { encodeFqzcomp, type FqzcompInput, type ParameterSet, type QualityRecord } from '../fqzcomp/encoder.ts'
import { type Codecs, COMPILE_TIMEOUT, loadCodecs } from '../load-codecs.ts'
import { randomIntegers } from '../random-bytes.ts'

const METHOD = 7
const BINNED = [2, 12, 22, 27, 32, 37, 40]
const LENGTHS = [7, 60, 1, 33, 150]

const small: ParameterSet = { maxSymbol: 7, qmap: BINNED, qbits: 6, qshift: 3 }
const halves = (entries: number): number[] => Array.from({ length: entries }, (_, i) => i >> 1)
const steps = (entries: number, by: number, most: number): number[] =>
  Array.from({ length: entries }, (_, i) => Math.min(most, Math.floor(i / by)))

const inputs: Readonly<Record<string, FqzcompInput>> = {
  nothing: { sets: [small], records: [] },
  'one context': { sets: [{ maxSymbol: 40 }], records: binned(5, LENGTHS) },
  'one quality': { sets: [{ maxSymbol: 1, qmap: [37] }], records: [{ qualities: Array.from({ length: 40 }, () => 37) }] },
  'frequencies that are halved': { sets: [{ maxSymbol: 7, qmap: BINNED }], records: binned(60, [150]) },
  'frequencies of forty symbols that are halved': { sets: [{ maxSymbol: 40 }], records: binned(60, [150]) },
  'two qualities as context, mapped': { sets: [small], records: binned(20, LENGTHS) },
  'a table of qualities': { sets: [{ ...small, qtab: halves(256), qshift: 2 }], records: binned(20, LENGTHS) },
  'positions, also far from the end': {
    sets: [{ ...small, ptab: steps(1024, 100, 7), ploc: 6 }],
    records: binned(6, [1500, 20, 1023]),
  },
  'one table value per position': { sets: [{ maxSymbol: 40, ptab: steps(1024, 1, 1023) }], records: binned(4, [200]) },
  'changes, also very many': { sets: [{ ...small, dtab: steps(256, 40, 6), dloc: 6 }], records: binned(3, [700, 90]) },
  'lengths that are equal': { sets: [{ ...small, equalLengths: true }], records: binned(20, [50]) },
  duplicates: { sets: [{ ...small, dedup: true }], records: binned(10, LENGTHS).flatMap((record) => [record, record, record]) },
  'reversed records': { sets: [small], reversals: true, records: binned(20, LENGTHS).map(someReversed) },
  'duplicates, reversed': { sets: [{ ...small, dedup: true }], reversals: true, records: reversedDuplicates() },
  'a selector in the context': {
    sets: [{ ...small, useSelector: true, sloc: 6 }],
    selectors: { max: 3, stab: steps(256, 256, 0) },
    records: binned(20, LENGTHS).map((record, i) => ({ ...record, selector: i % 4 })),
  },
  'parameter sets by their number': {
    sets: [small, { ...small, equalLengths: true, context: 64, dedup: true }, { maxSymbol: 40 }],
    records: binned(21, [60, 33, 7]).map((record, i) => ({ ...record, selector: i % 3 })),
  },
  'parameter sets by a table': {
    sets: [small, { ...small, useSelector: true, sloc: 7, context: 3 }],
    selectors: { max: 5, stab: steps(256, 3, 1) },
    records: binned(24, LENGTHS).map((record, i) => ({ ...record, selector: i % 6 })),
  },
  'everything, in contexts that run over': {
    sets: [
      {
        ...{ maxSymbol: 7, qmap: BINNED, qbits: 10, qshift: 3, qloc: 9, sloc: 14, ploc: 5, dloc: 11, context: 0xfedc },
        ...{ qtab: halves(256), ptab: steps(1024, 3, 200), dtab: steps(256, 5, 30) },
        ...{ useSelector: true, equalLengths: true, dedup: true },
      },
    ],
    selectors: { max: 2, stab: steps(256, 256, 0) },
    reversals: true,
    records: binned(12, [61]).flatMap((record, i) => Array.from({ length: (i % 2) + 1 }, () => ({ ...record, selector: i % 3 }))),
  },
}

const samples = Object.entries(inputs).map(([name, input]): CodecSample => ({ name, ...encodeFqzcomp(input) }))

describeMethod({ name: 'fqzcomp', method: METHOD, samples })

describe('fqzcomp', () => {
  let codecs: Codecs

  beforeAll(async () => {
    codecs = await loadCodecs('release')
  }, COMPILE_TIMEOUT)

  it('gives 255 where the map has no quality', () => {
    const sets = [{ ...small, qmap: [...BINNED, 255], maxSymbol: 7 }]
    const { stream, bytes } = encodeFqzcomp({ sets, records: [{ qualities: [2, 255, 40] }] })
    // Without the eighth value that was written behind the map.
    const map = stream.indexOf(40, 9) + 1
    const shorter = Buffer.concat([stream.subarray(0, map), stream.subarray(map + 1)])
    expect([...codecs.decodeBlock(METHOD, shorter, bytes.length).bytes]).toEqual([2, 255, 40])
  })

  it.each<[string, (stream: Uint8Array) => void]>([
    ['another version', (stream) => void (stream[1] = 4)],
    ['no parameter set', (stream) => void (stream[2] = 1)],
    ['a stream beyond the range', (stream) => void stream.fill(255, 17)],
  ])('refuses %s', (_, spoil) => {
    const { stream, bytes } = encodeFqzcomp({ sets: [small], records: binned(1, [100]) })
    spoil(stream)
    expect(codecs.decodeBlock(METHOD, stream, bytes.length).status).toBe(CODEC_FAILED)
  })

  it.each<[string, FqzcompInput]>([
    ['a selector of no set', { sets: [small, small], records: [{ qualities: [2], selector: 2 }] }],
    ['a duplicate of nothing', { sets: [{ ...small, dedup: true }], records: [{ qualities: [2], duplicate: true }] }],
    [
      'a duplicate of another length',
      { sets: [{ ...small, dedup: true }], records: [{ qualities: [2, 2] }, { qualities: [2], duplicate: true }] },
    ],
    ['a record of no length', { sets: [small], records: [{ qualities: [] }, { qualities: [2] }] }],
  ])('refuses %s', (_, input) => {
    const { stream, bytes } = encodeFqzcomp(input)
    expect(codecs.decodeBlock(METHOD, stream, bytes.length).status).toBe(CODEC_FAILED)
  })
})

/** Records of binned qualities, with runs of the same; their lengths go round. */
function binned(count: number, lengths: readonly number[]): QualityRecord[] {
  const next = randomIntegers(count * 1000 + lengths.length)
  return Array.from({ length: count }, (_, i) => {
    let quality = 37
    const qualities = Array.from({ length: lengths[i % lengths.length]! }, () => {
      if (next() % 3 === 0) quality = BINNED[next() % BINNED.length]!
      return quality
    })
    return { qualities }
  })
}

function someReversed(record: QualityRecord, i: number): QualityRecord {
  return { ...record, reversed: i % 3 === 1 }
}

/** Coded alike, and read in both directions. */
function reversedDuplicates(): QualityRecord[] {
  return binned(8, LENGTHS).flatMap(({ qualities }) => [
    { qualities },
    { qualities: qualities.toReversed(), reversed: true },
    { qualities: qualities.toReversed(), reversed: true },
    { qualities },
  ])
}
