// rANS Nx16 streams of an encoder of the tests' own, in every combination of transforms, and such as no encoder writes.
import { CODEC_FAILED } from '@genomsyn/abi/status'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { type CodecSample, describeMethod } from '../conformance.ts'
import { type Codecs, COMPILE_TIMEOUT, loadCodecs } from '../load-codecs.ts'
import { contents } from '../rans/contents.ts'
import { encodeRansNx16, flags, type RansNx16Options } from '../rans/ransnx16-encoder.ts'

const METHOD = 5
const SIZES = [0, 1, 2, 3, 4, 5, 31, 32, 33, 63, 64, 65, 255, 257, 300, 1027]
const PACKABLE = new Set([
  'one symbol',
  'one symbol, which is 0',
  'two symbols, one of them rare',
  'four symbols',
  'sixteen symbols in a row',
  'long runs',
])

const coders: readonly RansNx16Options[] = [
  ...([4, 32] as const).flatMap((states): RansNx16Options[] => [
    { states, order: 0 },
    { states, order: 0, writtenBits: 9 },
    { states, order: 1, bits: 10 },
    { states, order: 1, bits: 12, packTables: true },
    { states, order: 1, bits: 12, writtenBits: 11 },
  ]),
  { cat: true },
]
const transforms: readonly RansNx16Options[] = [
  {},
  { rle: true },
  { rle: true, packRuns: true },
  { pack: true },
  { pack: true, rle: true },
  { stripe: 4 },
  { stripe: 3 },
  { stripe: 4, rle: true, pack: true },
]

/** Every size and content with one combination or another, and every combination with one content of each kind. */
const samples: readonly CodecSample[] = [
  ...Object.keys(contents).flatMap((content, c) =>
    SIZES.map((size, s) =>
      sample(content, size, {
        ...coders[(s + 3 * c) % coders.length]!,
        ...allowed(content, transforms[(s + c) % transforms.length]!),
      }),
    ),
  ),
  ...coders.flatMap((coder) =>
    transforms.flatMap((transform) => [
      sample('four symbols', 407, { ...coder, ...transform }),
      sample('long runs', 600, { ...coder, ...transform }),
    ]),
  ),
]

describeMethod({ name: 'rANS Nx16', method: METHOD, samples })

describe('rANS Nx16', () => {
  let codecs: Codecs

  beforeAll(async () => {
    codecs = await loadCodecs('release')
  }, COMPILE_TIMEOUT)

  it('restores any bytes in any combination', () => {
    const alphabet = fc.array(fc.nat(255), { minLength: 1, maxLength: 16 })
    const bytes = alphabet.chain((symbols) => fc.array(fc.constantFrom(...symbols), { maxLength: 3000, size: 'max' }))
    const options = fc.record({
      order: fc.constantFrom(0, 1),
      states: fc.constantFrom(4, 32),
      bits: fc.constantFrom(10, 12),
      cat: fc.boolean(),
      rle: fc.boolean(),
      pack: fc.boolean(),
      packTables: fc.boolean(),
      packRuns: fc.boolean(),
      noSize: fc.boolean(),
      stripe: fc.constantFrom(0, 0, 1, 2, 4, 7),
    })
    const restored = fc.property(bytes, options, (values, chosen) => expectRestored(Uint8Array.from(values), chosen))
    fc.assert(restored, { numRuns: 200 })
  })

  it('restores a hundred thousand quality values', () => {
    for (const order of [0, 1] as const)
      for (const states of [4, 32] as const) expectRestored(contents['quality values']!(100_013), { order, states })
  })

  it('restores all symbols in all contexts', () => {
    for (const states of [4, 32] as const)
      for (const packTables of [false, true])
        expectRestored(contents['all symbols']!(70_000), { order: 1, states, bits: 12, packTables })
  })

  it('restores runs of many bytes, at the end as well', () => {
    for (const size of [127, 128, 129, 130, 300, 16_384, 16_385, 16_386, 70_000])
      expectRestored(new Uint8Array(size).fill(9), { rle: true, cat: true })
  })

  it('leaves sizes to those who know them when a stream has none', () => {
    const bytes = contents['four symbols']!(500)
    expect(codecs.decodeBlock(METHOD, encodeRansNx16(bytes, { noSize: true }), 500).bytes).toEqual(bytes)
  })

  const four = contents['four symbols']!(100)
  it.each([
    ['no byte at all', []],
    ['a stripe in a stripe', [flags.STRIPE, 8, 1, 10, ...encodeRansNx16(four.subarray(0, 8), { stripe: 1 })]],
    ['a stripe without streams', [flags.STRIPE, 8, 0]],
    [
      'a stripe whose stream is longer than the rest',
      [flags.STRIPE, 8, 1, 30, flags.CAT | flags.NO_SIZE, 1, 2, 3, 4, 5, 6, 7, 8],
    ],
    ['packing of no symbols', [flags.PACK | flags.CAT, 8, 0, 0]],
    ['packing of more than sixteen symbols', [flags.PACK | flags.CAT, 8, 17, ...new Uint8Array(17), 8, ...new Uint8Array(8)]],
    ['a packed length that is not the output’s', [flags.PACK | flags.CAT, 8, 2, 65, 66, 2, 0, 0]],
    ['more literals than output', [flags.RLE | flags.CAT, 8, 5, 9, 1, 65, ...new Uint8Array(9)]],
    ['a run beyond the output', [flags.RLE | flags.CAT, 8, 7, 1, 1, 65, 8, 65]],
    ['a run of many bytes beyond the output', [flags.RLE | flags.CAT, 8, 15, 1, 1, 65, 0x8f, 0xff, 0xff, 0xff, 0x7f, 65]],
    ['too few run lengths', [flags.RLE | flags.CAT, 8, 7, 2, 1, 65, 3, 65, 65]],
    ['run lengths that claim to be huge', [flags.RLE, 8, 0x8f, 0xff, 0xff, 0xff, 0x7e, 8, 4, 1, 2, 3, 4]],
    ['a size of more than five bytes', [flags.CAT, 0x80, 0x80, 0x80, 0x80, 0x80, 8, ...new Uint8Array(8)]],
    ['frequencies that add up to no power of two', [0, 8, 65, 0, 0x9f, 0x7f, ...states()]],
    ['slots of eleven bits', [flags.ORDER, 8, 11 << 4, 65, 0, 0x88, 0, ...states()]],
    ['a table that claims to be huge', [flags.ORDER, 8, (10 << 4) | 1, 0x8f, 0xff, 0xff, 0xff, 0x7f, 4, 1, 2, 3, 4]],
    ['a state below its bounds', [0, 8, 65, 0, 0xa0, 0, ...states(0x7fff)]],
    ['a state above its bounds', [0, 8, 65, 0, 0xa0, 0, ...states(0x8000_0000)]],
  ])('refuses %s', (_, stream) => {
    const decoded = codecs.decodeBlock(METHOD, Uint8Array.from(stream), 8)
    expect(decoded).toMatchObject({ status: CODEC_FAILED, keptToOutput: true, releasedScratch: true })
  })

  function expectRestored(bytes: Uint8Array, options: RansNx16Options): void {
    const { status, bytes: restored, keptToOutput } = codecs.decodeBlock(METHOD, encodeRansNx16(bytes, options), bytes.length)
    const outcome = { options, status, equal: Buffer.compare(restored, bytes), keptToOutput }
    expect(outcome).toEqual({ options, status: bytes.length, equal: 0, keptToOutput: true })
  }
})

function sample(content: string, size: number, options: RansNx16Options): CodecSample {
  const bytes = contents[content]!(size)
  return { name: `${size} bytes of ${content}: ${nameOf(options)}`, stream: encodeRansNx16(bytes, options), bytes }
}

function nameOf(options: RansNx16Options): string {
  return Object.entries(options)
    .map(([option, value]) => (value === true ? option : `${option} ${String(value)}`))
    .join(', ')
}

/** Packing is for up to sixteen symbols. */
function allowed(content: string, { pack = false, ...others }: RansNx16Options): RansNx16Options {
  return { ...others, pack: pack && PACKABLE.has(content) }
}

/** Four states, in bounds unless said. */
function states(first = 0x8000): number[] {
  return [first, 0x8000, 0x8000, 0x8000].flatMap((x) => [x & 255, (x >>> 8) & 255, (x >>> 16) & 255, x >>> 24])
}
