// rANS 4x8 streams of an encoder of the tests' own, and such as no encoder writes.
import { CODEC_FAILED } from '@genomsyn/abi/status'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { type CodecSample, describeMethod } from '../conformance.ts'
import { type Codecs, COMPILE_TIMEOUT, loadCodecs } from '../load-codecs.ts'
import { randomBytes } from '../random-bytes.ts'
import { contents } from '../rans/contents.ts'
import { encodeRans4x8, withHeader, writePairs } from '../rans/rans4x8-encoder.ts'

const METHOD = 4
const SIZES = [0, 1, 2, 3, 4, 5, 31, 255, 256, 257, 300, 1003]

const samples = Object.entries(contents).flatMap(([name, make]) =>
  SIZES.flatMap((size) => [sample(name, make(size), 0), ...(size < 4 ? [] : [sample(name, make(size), 1)])]),
)

describeMethod({ name: 'rANS 4x8', method: METHOD, samples })

describe('rANS 4x8', () => {
  let codecs: Codecs

  beforeAll(async () => {
    codecs = await loadCodecs('release')
  }, COMPILE_TIMEOUT)

  it('restores any bytes', () => {
    const bytes = fc.oneof(
      fc.uint8Array({ minLength: 4, maxLength: 3000, size: 'max' }),
      fc
        .array(fc.constantFrom(0, 1, 2, 254, 255), { minLength: 4, maxLength: 3000, size: 'max' })
        .map((values) => Uint8Array.from(values)),
    )
    const restored = fc.property(bytes, fc.constantFrom(0, 1), fc.constantFrom(4095, 4096), (input, order, total) => {
      const { status, bytes: output } = codecs.decodeBlock(METHOD, encodeRans4x8(input, { order, total }), input.length)
      expect([status, Buffer.compare(output, input)]).toEqual([input.length, 0])
    })
    fc.assert(restored, { numRuns: 100 })
  })

  it('restores a hundred thousand quality values', () => {
    const input = contents['quality values']!(100_007)
    for (const order of [0, 1] as const) {
      const { status, bytes } = codecs.decodeBlock(METHOD, encodeRans4x8(input, { order }), input.length)
      expect([status, Buffer.compare(bytes, input)]).toEqual([input.length, 0])
    }
  })

  it('takes a lone frequency of 0 for 4096, as htscodecs does', () => {
    const stream = withHeader(0, 300, [70, 0, 0, ...states()])
    expect(codecs.decodeBlock(METHOD, stream, 300).bytes).toEqual(new Uint8Array(300).fill(70))
  })

  it.each([
    ['an order that there is not', withHeader(2, 8, [...writePairs(new Map([[70, 4095]])), ...states()])],
    ['frequencies that add up to less than 4095', withHeader(0, 8, [...writePairs(new Map([[70, 4094]])), ...states()])],
    ['frequencies that add up to more than 4096', withHeader(0, 8, [...writePairs(new Map([[70, 4097]])), ...states()])],
    ['symbols that do not ascend', withHeader(0, 8, [70, 0x88, 0, 60, 0x87, 0xff, 0, ...states()])],
    ['more symbols than there are', withHeader(0, 8, [254, 0x85, 0, 255, 1, 0x85, 0, 0x85, 0xff, 0, ...states()])],
    ['a state below its bounds', withHeader(0, 8, [...writePairs(new Map([[70, 4095]])), ...states(0x7f_ffff)])],
    ['a state above its bounds', withHeader(0, 8, [...writePairs(new Map([[70, 4095]])), ...states(0x8000_0000)])],
    ['no states', withHeader(0, 8, writePairs(new Map([[70, 4095]])))],
    ['contexts that do not ascend', withHeader(1, 8, [9, 70, 0x8f, 0xff, 0, 8, 70, 0x8f, 0xff, 0, 0, ...states()])],
  ])('refuses %s', (_, stream) => {
    expect(codecs.decodeBlock(METHOD, stream, 8)).toMatchObject({
      status: CODEC_FAILED,
      keptToOutput: true,
      releasedScratch: true,
    })
  })

  it('decodes the same bytes from a malformed table of order 1, whatever lies in the scratch', () => {
    // Behind 70 comes 71, behind which there is no table.
    const stream = withHeader(1, 400, [0, 70, 0x8f, 0xff, 0, 70, 71, 0x8f, 0xff, 0, 0, ...states(), ...randomBytes(2000, 1)])
    const first = codecs.decodeBlock(METHOD, stream, 400)
    codecs.decodeBlock(METHOD, encodeRans4x8(contents['all symbols']!(5000), { order: 1 }), 5000)
    expect(codecs.decodeBlock(METHOD, stream, 400)).toEqual(first)
  })
})

function sample(content: string, bytes: Uint8Array, order: 0 | 1): CodecSample {
  return { name: `${bytes.length} bytes of ${content}, order ${order}`, stream: encodeRans4x8(bytes, { order }), bytes }
}

/** Four states, in bounds unless said. */
function states(first = 0x80_0000): number[] {
  return [first, 0x80_0000, 0x80_0000, 0x80_0000].flatMap((x) => [x & 255, (x >>> 8) & 255, (x >>> 16) & 255, x >>> 24])
}
