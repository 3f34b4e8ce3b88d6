// Streams of the adaptive arithmetic coder with every transform (CRAMcodecs section 4, 2025-03).
import { CODEC_FAILED } from '@genomsyn/abi/status'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { arith, type ArithOptions, CAT, EXT, NO_SIZE, ORDER, PACK, RESERVED, RLE, STRIPE } from '../arith-encoder.ts'
import { bzip2 } from '../bzip2-writer.ts'
import { type CodecSample, describeMethod } from '../conformance.ts'
import { type Codecs, COMPILE_TIMEOUT, loadCodecs } from '../load-codecs.ts'
import { randomBytes, repetitiveBytes } from '../random-bytes.ts'

const METHOD = 6

const text = repetitiveBytes(1500, 1)
const words = Uint8Array.from({ length: 1003 }, (_, i) => [i >> 2, i >> 10, 0, i % 12 === 3 ? 9 : 0][i & 3]! & 255)

const samples: readonly CodecSample[] = [
  ...[ORDER, 0, ORDER | RLE, RLE].flatMap((flags) => [
    ...[1, 2, 3, 300].map((size) => sample(`${size} bytes`, repetitiveBytes(size, size), flags)),
    sample('text', text, flags),
    sample('bytes that do not compress', randomBytes(500, 4), flags, { symbols: 256 }),
    sample('so much of one byte that frequencies are halved', new Uint8Array(9000).fill(3, 40), flags),
    sample('runs of every length', runs(20), flags),
  ]),
  sample('nothing', new Uint8Array(0), CAT),
  sample('plain bytes', text, CAT),
  ...[1, 2, 3, 4, 5, 16].flatMap((symbols) =>
    [CAT, ORDER, RLE].map((flags) => sample(`${symbols} symbols, packed,`, few(symbols, 997), flags | PACK)),
  ),
  sample('bzip2', text, EXT, { compress: bzip2 }),
  sample('bzip2, packed,', few(7, 500), EXT | PACK, { compress: bzip2 }),
  sample('stripes of different methods', words, STRIPE, { stripes: [0, ORDER, RLE | NO_SIZE, PACK | CAT | NO_SIZE] }),
  sample('three stripes', words, STRIPE, { stripes: [ORDER | NO_SIZE, CAT | NO_SIZE, RLE] }),
  sample('more stripes than bytes', words.subarray(0, 2), STRIPE, { stripes: [CAT, CAT, CAT] }),
]

describeMethod({ name: 'arith', method: METHOD, samples })

describe('the arithmetic coder', () => {
  let codecs: Codecs

  beforeAll(async () => {
    codecs = await loadCodecs('release')
  }, COMPILE_TIMEOUT)

  it('restores any bytes with any flags', () => {
    const bytes = fc.oneof(
      fc.uint8Array({ minLength: 1, maxLength: 600, size: 'max' }),
      fc.tuple(fc.integer({ min: 1, max: 16 }), fc.integer({ min: 1, max: 600 })).map(([symbols, size]) => few(symbols, size)),
      fc.tuple(fc.integer({ min: 1, max: 1500 }), fc.nat()).map(([length, seed]) => repetitiveBytes(length, seed)),
    )
    const flags = fc.subarray([ORDER, RLE, NO_SIZE, CAT]).map((chosen) => chosen.reduce((sum, flag) => sum | flag, 0))
    fc.assert(
      fc.property(bytes, flags, fc.boolean(), (input, chosen, isPacked) => {
        expectRestored(arith(input, chosen | (isPacked && new Set(input).size <= 16 ? PACK : 0)), input)
      }),
      { numRuns: 150 },
    )
  })

  it.each([
    ['the reserved flag', [RESERVED | CAT, 2, 65, 66], 2],
    ['another size', [CAT, 3, 65, 66], 2],
    ['fewer bytes than their size', [CAT, 3, 65, 66], 3],
    ['no stripe', [STRIPE, 2, 0], 2],
    ['stripes within stripes', [STRIPE, 1, 1, 5, STRIPE, 1, 1, 2, CAT, 1, 65], 1],
    ['a stripe that is longer than the stream', [STRIPE, 1, 1, 9, CAT, 1, 65], 1],
    ['an empty stripe', [STRIPE, 1, 1, 0, CAT, 1, 65], 1],
    ['no packed symbol', [PACK | CAT, 1, 0, 0], 1],
    ['17 packed symbols', [PACK | CAT, 1, 17, ...new Uint8Array(17), 1, 0], 1],
    ['another packed size', [PACK | CAT, 3, 2, 65, 66, 2, 0, 0], 3],
    ['an external method that is not bzip2', [EXT, 1, 31, 139, 8, 0, 0, 0, 0, 0], 1],
    ['a size of more than 32 bits', [CAT, 144, 128, 128, 128, 128, 2, 65, 66], 2],
  ])('refuses %s', (_, stream, size) => {
    expectRefused(Uint8Array.from(stream), size)
  })

  it('refuses a code that lies behind all symbols', () => {
    expectRefused(Uint8Array.from([0, 4, 3, 0, 255, 255, 255, 255, 0, 0, 0, 0, 0, 0]), 4)
  })

  it('refuses a run that ends behind the output', () => {
    const stream = arith(new Uint8Array(100).fill(65), RLE | NO_SIZE)
    expectRestored(stream, new Uint8Array(100).fill(65))
    for (const size of [50, 99, 98, 101, 400]) expectRefused(stream, size)
  })

  function expectRestored(stream: Uint8Array, bytes: Uint8Array): void {
    const { status, bytes: restored } = codecs.decodeBlock(METHOD, stream, bytes.length)
    expect([status, Buffer.compare(restored, bytes)]).toEqual([bytes.length, 0])
  }

  function expectRefused(stream: Uint8Array, size: number): void {
    expect(codecs.decodeBlock(METHOD, stream, size)).toMatchObject({ status: CODEC_FAILED, keptToOutput: true })
  }
})

function sample(name: string, bytes: Uint8Array, flags: number, options: ArithOptions = {}): CodecSample {
  return { name: `${name} with flags ${flags}`, stream: arith(bytes, flags, options), bytes }
}

/** Runs of two bytes in turn, of 1 to `longest` and then as many more. */
function runs(longest: number): Uint8Array {
  return Uint8Array.from(Array.from({ length: longest * 2 }, (_, i) => Array.from({ length: i + 1 }, () => 70 + (i & 1))).flat())
}

function few(symbols: number, size: number): Uint8Array {
  const bytes = randomBytes(size, symbols)
  return bytes.map((byte) => 33 + (byte % symbols) * 5)
}
