// bzip2 streams as the format allows them (J. Tsai, "BZIP2: Format Specification", 2016-09).
import { CODEC_FAILED } from '@genomsyn/abi/status'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { bzip2, type Bzip2Options, steepLengths } from '../bzip2-writer.ts'
import { type CodecSample, describeMethod } from '../conformance.ts'
import { type Codecs, COMPILE_TIMEOUT, loadCodecs } from '../load-codecs.ts'
import { randomBytes, repetitiveBytes } from '../random-bytes.ts'

const METHOD = 2

const text = repetitiveBytes(1500, 1)
const runs = Uint8Array.from({ length: 2000 }, (_, i) => (i % 700 < 600 ? 65 : 66 + (i % 3)))

/** "banana, ananas", a newline and 300 A, as `bzip2 -9` 1.0.8 writes them. */
const BY_BZIP2 = {
  name: 'what the bzip2 command wrote',
  stream: Buffer.from('QlpoOTFBWSZTWXM8q7MAAAlVgIAQQCQgADABCAAACCAAMQAwGQaGnWsgtSWH0h6QvF3JFOFCQczyrsw=', 'base64'),
  bytes: Buffer.from(`banana, ananas\n${'A'.repeat(300)}`),
}

const samples: readonly CodecSample[] = [
  BY_BZIP2,
  ...[1, 2, 3, 4, 5, 300].map((size) => sample(`${size} bytes`, repetitiveBytes(size, size))),
  ...[3, 4, 5, 258, 259, 260, 264].map((size) => sample(`a run of ${size} bytes`, new Uint8Array(size).fill(70))),
  sample('runs with other bytes between', runs),
  sample('a block that is a repetition of a shorter one', Buffer.from('abc'.repeat(64))),
  sample(
    'every byte value',
    Uint8Array.from({ length: 1024 }, (_, i) => (i * 37) & 255),
  ),
  sample('bytes that do not compress', randomBytes(700, 4)),
  sample('six tables', text, { tables: 6 }),
  sample('codes of up to 20 bits', randomBytes(500, 5), { lengths: steepLengths, tables: 3 }),
  sample('several blocks', text, { blockBytes: 400 }),
  {
    name: 'three streams, one of them empty',
    stream: Buffer.concat([bzip2(text), bzip2(new Uint8Array(0)), bzip2(runs, { level: 1 })]),
    bytes: Buffer.concat([text, runs]),
  },
]

describeMethod({ name: 'bzip2', method: METHOD, samples })

describe('bzip2', () => {
  let codecs: Codecs

  beforeAll(async () => {
    codecs = await loadCodecs('release')
  }, COMPILE_TIMEOUT)

  it('restores any bytes', () => {
    const bytes = fc.oneof(
      fc.uint8Array({ minLength: 1, maxLength: 600, size: 'max' }),
      fc.array(fc.constantFrom(65, 66), { minLength: 1, maxLength: 600, size: 'max' }).map((values) => Uint8Array.from(values)),
      fc.tuple(fc.integer({ min: 1, max: 2000 }), fc.nat()).map(([length, seed]) => repetitiveBytes(length, seed)),
    )
    const options = fc.record({
      level: fc.integer({ min: 1, max: 9 }),
      tables: fc.integer({ min: 2, max: 6 }),
      blockBytes: fc.integer({ min: 50, max: 4096 }),
    })
    fc.assert(
      fc.property(bytes, options, (input, chosen) => {
        expectRestored(bzip2(input, chosen), input)
      }),
      { numRuns: 100 },
    )
  })

  it.each([
    ['another magic', { magic: 0x425a69 }],
    ['a block size of 0', { level: 0x30 }],
    ['a block that begins otherwise', { 'block, second half': 0x265358 }],
    ['another block CRC', { 'block CRC': 1 }],
    ['another stream CRC', { 'stream CRC': 1 }],
    ['a randomised block', { randomised: 1 }],
    ['an origin behind the block', { origin: 1501 }],
    ['no used byte', { 'used sixteens': 0 }],
    ['one table', { tables: 1 }],
    ['seven tables', { tables: 7 }],
    ['no selector', { selectors: 0 }],
    ['a code length of 0', { 'first length': 0 }],
    ['a code length of 21', { 'first length': 21 }],
    ['an over-subscribed code', { 'first length': 3 }],
  ])('refuses %s', (_, instead) => {
    expectRefused(bzip2(text, { blockBytes: 2000, instead }), text.length)
  })

  it('refuses a byte behind the last stream', () => {
    expectRefused(Buffer.concat([bzip2(text), Buffer.from([0])]), text.length)
  })

  it('refuses a block larger than the stream’s block size', () => {
    const bytes = repetitiveBytes(101_000, 7).map((byte, i) => byte ^ (i & 1))
    const stream = bzip2(bytes, { level: 2, blockBytes: bytes.length })
    expectRestored(stream, bytes)
    stream[3] = '1'.charCodeAt(0)
    expectRefused(stream, bytes.length)
  })

  function expectRestored(stream: Uint8Array, bytes: Uint8Array): void {
    const { status, bytes: restored } = codecs.decodeBlock(METHOD, stream, bytes.length)
    expect([status, Buffer.compare(restored, bytes)]).toEqual([bytes.length, 0])
  }

  function expectRefused(stream: Uint8Array, size: number): void {
    expect(codecs.decodeBlock(METHOD, stream, size)).toMatchObject({ status: CODEC_FAILED, keptToOutput: true })
  }
})

function sample(name: string, bytes: Uint8Array, options: Bzip2Options = {}): CodecSample {
  return { name, stream: bzip2(bytes, options), bytes }
}
