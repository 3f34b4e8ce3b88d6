// xz files as the format allows them (xz file format 1.2.1, 2024-04), with LZMA2 and LZMA inside.
import { CODEC_FAILED } from '@genomsyn/abi/status'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { type CodecSample, describeMethod } from '../conformance.ts'
import { type Codecs, COMPILE_TIMEOUT, loadCodecs } from '../load-codecs.ts'
import { randomBytes, repetitiveBytes } from '../random-bytes.ts'
import { type Chunk, CHECKS, integer, USUAL, xz, type XzOptions } from '../xz-writer.ts'

const METHOD = 3

const text = repetitiveBytes(1500, 1)
/** A copy of its beginning at a distance of 16 bits and more. */
const far = Buffer.concat([repetitiveBytes(200, 2), new Uint8Array(140_000).fill(9), repetitiveBytes(200, 2)])

/** "banana, ananas", a newline and 300 A, as `xz -6` 5.4.1 writes them. */
const BY_XZ = {
  name: 'what the xz command wrote',
  stream: Buffer.from(
    '/Td6WFoAAATm1rRGAgAhARYAAAB0L+Wj4AE6ABNdADEYSiv+yUfVFdYm+I4oaR4KwAAAAO5aEVFLRxXrAAEvuwIAAACwkrH4scRn+wIAAAAABFla',
    'base64',
  ),
  bytes: Buffer.from(`banana, ananas\n${'A'.repeat(300)}`),
}

const everyReset: readonly Chunk[] = [
  { size: 200, plain: true, reset: 'dictionary' },
  { size: 300, reset: 'properties', properties: { lc: 0, lp: 2, pb: 0 } },
  { size: 100 },
  { size: 50, plain: true },
  { size: 250, reset: 'state' },
  { size: 100, reset: 'properties', properties: { lc: 4, lp: 0, pb: 4 } },
  { size: 1, reset: 'dictionary' },
  { size: 499 },
]

const samples: readonly CodecSample[] = [
  BY_XZ,
  ...[1, 2, 3, 300].map((size) => sample(`${size} bytes`, repetitiveBytes(size, size))),
  sample('bytes that do not compress', randomBytes(700, 4)),
  sample('bytes that do not compress, plain', randomBytes(700, 5), {
    blocks: [[{ size: 700, plain: true, reset: 'dictionary' }]],
  }),
  sample('a run', new Uint8Array(1000).fill(65)),
  ...(Object.keys(CHECKS) as (keyof typeof CHECKS)[]).map((check) => sample(`check ${check}`, text, { check, sizes: true })),
  sample('chunks with every kind of reset', text, { blocks: [everyReset] }),
  sample('two blocks', text, { blocks: [[{ size: 500 }], [{ size: 900 }, { size: 100 }]] }),
  {
    name: 'three streams, one of them empty, padding behind each',
    stream: Buffer.concat([xz(text), new Uint8Array(4), xz(new Uint8Array(0)), xz(far.subarray(0, 300)), new Uint8Array(8)]),
    bytes: Buffer.concat([text, far.subarray(0, 300)]),
  },
]

// A cut within the padding behind the last stream leaves a whole file, as does one behind a check that is not verified.
describeMethod({ name: 'lzma', method: METHOD, samples: samples.filter(({ name }) => !name.includes('padding')) })

describe('lzma', () => {
  let codecs: Codecs

  beforeAll(async () => {
    codecs = await loadCodecs('release')
  }, COMPILE_TIMEOUT)

  it.each(samples)('restores $name', ({ stream, bytes }) => {
    expectRestored(stream, bytes)
  })

  it('restores far copies', () => {
    expectRestored(xz(far, { blocks: [[{ size: 65_000 }, { size: far.length - 65_000 }]] }), far)
  })

  it('restores any bytes with any properties', () => {
    const bytes = fc.oneof(
      fc.uint8Array({ minLength: 1, maxLength: 600, size: 'max' }),
      fc.array(fc.constantFrom(65, 66), { minLength: 1, maxLength: 600, size: 'max' }).map((values) => Uint8Array.from(values)),
      fc.tuple(fc.integer({ min: 1, max: 1500 }), fc.nat()).map(([length, seed]) => repetitiveBytes(length, seed)),
    )
    const literal = fc.integer({ min: 0, max: 4 }).chain((lc) => fc.tuple(fc.constant(lc), fc.integer({ min: 0, max: 4 - lc })))
    const properties = fc.tuple(literal, fc.integer({ min: 0, max: 4 })).map(([[lc, lp], pb]) => ({ lc, lp, pb }))
    fc.assert(
      fc.property(bytes, properties, (input, chosen) => {
        expectRestored(xz(input, { blocks: [[{ size: input.length, properties: chosen }]] }), input)
      }),
      { numRuns: 100 },
    )
  })

  it.each([
    ['another magic', { magic: [0xfd, 0x37, 0x7a, 0x58, 0x5b, 0] }],
    ['a reserved flag', { flags: [0, 0x11] }],
    ['another CRC of flags', { 'flags CRC': [1, 2, 3, 4] }],
    ['a reserved block flag', { 'block flags': 0xc4 }],
    ['two filters', { 'block flags': 0xc1 }],
    ['the delta filter', { filter: [3, 1, 0] }],
    ['a BCJ filter', { filter: [4, 0] }],
    ['a dictionary of more than 4 GB', { filter: [0x21, 1, 41] }],
    ['header padding that is not 0', { padding: [0, 0, 0, 1] }],
    ['a header that ends behind the file', { 'header size': 255 }],
    ['another compressed size', { compressed: 1 }],
    ['another uncompressed size', { uncompressed: 1 }],
    ['a reserved control byte', { 'end of chunks': [3] }],
    ['a chunk that is too large', { 'end of chunks': [2, 0, 0, 1, 0] }],
    ['another check', { check: [1, 2, 3, 4] }],
    ['another unpadded size in the index', { unpadded: 100 }],
    ['another size in the index', { size: 100 }],
    ['another number of records', { records: 2 }],
    ['another size of the index', { 'backward size': 0 }],
    ['other flags in the footer', { 'footer flags': [0, 4] }],
    ['another CRC of the footer', { 'footer CRC': [1, 2, 3, 4] }],
    ['another magic of the footer', { 'footer magic': [0x59, 0x5b] }],
  ])('refuses %s', (_, instead) => {
    expectRestored(xz(text.subarray(0, 1499), { sizes: true }), text.subarray(0, 1499))
    expectRefused(xz(text.subarray(0, 1499), { sizes: true, instead }), 1499)
  })

  it.each([
    ['no reset of the dictionary', { size: 100, reset: 'properties' }],
    ['plain bytes without a reset of the dictionary', { size: 100, plain: true, reset: 'state' }],
    ['lc + lp of more than 4', { size: 100, reset: 'dictionary', properties: { lc: 3, lp: 2, pb: 0 } }],
    ['pb of more than 4', { size: 100, reset: 'dictionary', properties: { ...USUAL, pb: 5 } }],
  ] as const)('refuses a first chunk with %s', (_, chunk) => {
    expectRefused(xz(text.subarray(0, 100), { blocks: [[chunk]] }), 100)
  })

  it('refuses LZMA behind plain bytes that reset the dictionary, when it brings no properties', () => {
    const blocks = (reset: NonNullable<Chunk['reset']>): Chunk[][] => [
      [
        { size: 50, plain: true, reset: 'dictionary' },
        { size: 50, reset },
      ],
    ]
    expectRestored(xz(text.subarray(0, 100), { blocks: blocks('properties') }), text.subarray(0, 100))
    expectRefused(xz(text.subarray(0, 100), { blocks: blocks('state') }), 100)
    expectRefused(xz(text.subarray(0, 100), { blocks: blocks('nothing') }), 100)
  })

  it('refuses a copy from before the dictionary, and one that ends behind its chunk', () => {
    const chunk = (distance: number, length: number, extraSize: number): Uint8Array =>
      xz(text.subarray(0, 100), {
        check: 'none',
        blocks: [[{ size: 100, extra: [{ distance, length }], extraSize }]],
        instead: { size: 100 + extraSize },
      })
    expect(codecs.decodeBlock(METHOD, chunk(100, 10, 10), 110).status).toBe(110)
    expectRefused(chunk(101, 10, 10), 110)
    expectRefused(chunk(2 ** 31, 10, 10), 110)
    expectRefused(chunk(2 ** 32, 10, 10), 110) // the marker of an end, which LZMA2 does not have
    expectRefused(chunk(100, 11, 10), 110)
  })

  it('refuses an integer of more than nine bytes, or longer than it need be', () => {
    for (const records of [[129, 0], Array.from({ length: 9 }, () => 255), integer(2 ** 40)]) {
      expectRefused(withRecords(records), 0)
    }
    expect(codecs.decodeBlock(METHOD, withRecords([0]), 0).status).toBe(0)
  })

  it('refuses padding of a block that is not 0', () => {
    const changed = [1, 2, 3, 4, 5, 6, 7, 8].flatMap((size) => {
      const bytes = text.subarray(0, size)
      const stream = xz(bytes, { instead: { 'data padding': 1 } })
      return Buffer.compare(stream, xz(bytes)) === 0 ? [] : [{ stream, size }]
    })
    expect(changed.length).toBeGreaterThan(3)
    for (const { stream, size } of changed) expectRefused(stream, size)
  })

  it('refuses padding that is not a multiple of four', () => {
    expectRefused(Buffer.concat([xz(text), new Uint8Array(3)]), text.length)
    expectRefused(Buffer.concat([xz(text), Buffer.from([0, 0, 0, 1])]), text.length)
  })

  function expectRestored(stream: Uint8Array, bytes: Uint8Array): void {
    const { status, bytes: restored } = codecs.decodeBlock(METHOD, stream, bytes.length)
    expect([status, Buffer.compare(restored, bytes)]).toEqual([bytes.length, 0])
  }

  function expectRefused(stream: Uint8Array, size: number): void {
    expect(codecs.decodeBlock(METHOD, stream, size)).toMatchObject({ status: CODEC_FAILED, keptToOutput: true })
  }
})

/** A stream without blocks whose index has these bytes for the number of records. */
function withRecords(records: readonly number[]): Uint8Array {
  return xz(new Uint8Array(0), { instead: { index: [0, ...records.slice(0, -1)], records: records.at(-1)! } })
}

function sample(name: string, bytes: Uint8Array, options: XzOptions = {}): CodecSample {
  return { name, stream: xz(bytes, options), bytes }
}
