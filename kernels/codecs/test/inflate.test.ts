// What a valid stream inflates to. Malformed streams are in malformed.test.ts.
import { constants, deflateRawSync, type ZlibOptions } from 'node:zlib'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { dynamicBlock, type Field, FIXED_END, fixedLiteral, fixedMatch, pack, TO_BYTE } from './bit-writer.ts'
import { type Build, builds, type Codecs, COMPILE_TIMEOUT, loadCodecs } from './load-codecs.ts'
import { randomBytes, repetitiveBytes } from './random-bytes.ts'

const strategies = {
  default: constants.Z_DEFAULT_STRATEGY,
  filtered: constants.Z_FILTERED,
  'Huffman only': constants.Z_HUFFMAN_ONLY,
  RLE: constants.Z_RLE,
  'fixed codes': constants.Z_FIXED,
}
const contents = {
  repeats: repetitiveBytes(65_280, 1),
  'random bytes': randomBytes(65_280, 2),
  'one value': new Uint8Array(65_280).fill(70),
  'every value in turn': Uint8Array.from({ length: 65_280 }, (_, i) => i & 255),
}

describe.each(Object.keys(builds) as Build[])('inflate (%s)', (build) => {
  let codecs: Codecs

  beforeAll(async () => {
    codecs = await loadCodecs(build)
  }, COMPILE_TIMEOUT)

  describe.each(Object.entries(contents))('of %s', (_, bytes) => {
    it.each([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])('restores what zlib wrote at level %i', (level) => {
      expectRestored(bytes, { level })
    })

    it.each(Object.entries(strategies))('restores what zlib wrote with the strategy %s', (__, strategy) => {
      expectRestored(bytes, { strategy })
    })

    it('restores blocks of few symbols, as a compressor with little memory writes them', () => {
      expectRestored(bytes, { memLevel: 1 })
    })
  })

  it('restores every size up to 600 bytes, off the 16-byte grid as well', () => {
    const bytes = repetitiveBytes(600, 5)
    for (let size = 0; size <= 600; size++) expectRestored(bytes.subarray(0, size), {}, size & 15)
  })

  it('restores several megabytes with distances up to 32 KB', () => {
    expectRestored(repetitiveBytes(build === 'release' ? 5_000_000 : 1_000_000, 6), { windowBits: 15 })
  })

  it('restores any bytes', () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 3000, size: 'max' }),
      fc.array(fc.constantFrom(65, 67, 71, 84, 70), { maxLength: 3000, size: 'max' }).map((values) => Uint8Array.from(values)),
      fc.tuple(fc.nat(70_000), fc.nat()).map(([length, seed]) => repetitiveBytes(length, seed)),
    )
    const options = fc.record({
      level: fc.integer({ min: 0, max: 9 }),
      memLevel: fc.integer({ min: 1, max: 9 }),
      strategy: fc.constantFrom(...Object.values(strategies)),
    })
    fc.assert(fc.property(bytes, options, fc.nat(15), expectRestored), { numRuns: 150 })
  })

  it('restores several blocks of different kinds in one stream', () => {
    const stream = pack(
      ['BFINAL', 1, 0],
      ['BTYPE', 2, 1],
      fixedLiteral(65),
      ...fixedMatch(258, 1),
      FIXED_END,
      ['BFINAL', 1, 0],
      ['BTYPE', 2, 0],
      TO_BYTE,
      ['LEN', 16, 2],
      ['NLEN', 16, 0xfffd],
      ['data', 16, 0x4342],
      ['BFINAL', 1, 0],
      ['BTYPE', 2, 0],
      TO_BYTE,
      ['LEN', 16, 0],
      ['NLEN', 16, 0xffff],
      ['BFINAL', 1, 1],
      ['BTYPE', 2, 1],
      ...fixedMatch(4, 3),
      fixedLiteral(200),
      FIXED_END,
    )
    expect(text(stream, 266)).toBe(`${'A'.repeat(259)}BCABCA\xc8`)
  })

  it('restores the empty stream of the EOF marker block', () => {
    expect(codecs.inflate(pack(['BFINAL', 1, 1], ['BTYPE', 2, 1], FIXED_END), 0).status).toBe(0)
  })

  it('copies every length from every short distance, wherever the copy begins', () => {
    for (let distance = 1; distance <= 40; distance++) {
      for (const length of [3, 4, 15, 16, 17, 31, 32, 33, 63, 64, 65, 96, 127, 128, 129, 160, 161, 257, 258]) {
        expectCopied(distance, length, (distance + length) & 15)
      }
    }
  })

  it('copies at every byte of the 16-byte grid', () => {
    for (let shift = 0; shift < 16; shift++) {
      for (const distance of [1, 3, 7, 15, 16, 17, 100])
        for (const length of [5, 64, 130, 258]) expectCopied(distance, length, shift)
    }
  })

  it.each([255, 256, 257, 4096, 24_576, 24_577, 32_767, 32_768])('copies from %i bytes before', (distance) => {
    for (const length of [3, 11, 64, 65, 258]) expectCopied(distance, length, distance & 15)
  })

  it('takes a code of a single distance, whose one bit is left half unused', () => {
    expect(text(pack(...dynamicBlock()), 4)).toBe('AAAA')
  })

  it('writes nothing outside the output and its slack', () => {
    const stream = deflateRawSync(contents.repeats)
    expect(codecs.inflate(stream, contents.repeats.length).keptToOutput).toBe(true)
  })

  function expectRestored(bytes: Uint8Array, options: ZlibOptions, shift = 0): void {
    const restored = codecs.inflate(deflateRawSync(bytes, options), bytes.length, shift)
    expect(restored.status).toBe(bytes.length)
    expect(Buffer.compare(restored.bytes, bytes), 'the bytes').toBe(0)
  }

  /** Literals enough for the distance, the match, a literal behind it. */
  function expectCopied(distance: number, length: number, shift: number): void {
    const literals = randomBytes(distance, length)
    const stream = storedThenMatch(literals, [...fixedMatch(length, distance), fixedLiteral(7)])
    const expected = Uint8Array.from({ length: distance + length + 1 }, (_, i) => literals[i % distance]!)
    expected[distance + length] = 7
    const restored = codecs.inflate(stream, expected.length, shift)
    expect(Buffer.compare(restored.bytes, expected), `length ${length}, distance ${distance}, shift ${shift}`).toBe(0)
  }

  function text(stream: Uint8Array, size: number): string {
    const { status, bytes } = codecs.inflate(stream, size)
    expect(status).toBe(size)
    return Buffer.from(bytes).toString('latin1')
  }
})

/** A stored block of at most 32 KB, then a fixed one. */
function storedThenMatch(bytes: Uint8Array, symbols: readonly Field[]): Uint8Array {
  const stored = pack(['BFINAL and BTYPE', 8, 0], ['LEN', 16, bytes.length], ['NLEN', 16, bytes.length ^ 0xffff])
  return Buffer.concat([stored, bytes, pack(['BFINAL', 1, 1], ['BTYPE', 2, 1], ...symbols, FIXED_END)])
}
