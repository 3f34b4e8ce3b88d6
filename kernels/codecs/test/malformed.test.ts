// Streams that are not DEFLATE, or not of the size said: an error code, never a trap, a hang or a stray write.
import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib'
import { INFLATE_FAILED } from '@genomsyn/abi/status'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  CODE_LENGTH_ORDER,
  dynamicBlock,
  type Field,
  FIXED_END,
  fixedLiteral,
  fixedMatch,
  huffmanCode,
  LENGTH_1,
  pack,
  TO_BYTE,
  zeroLengths,
} from './bit-writer.ts'
import { type Build, builds, type Codecs, COMPILE_TIMEOUT, loadCodecs } from './load-codecs.ts'
import { randomBytes, randomIntegers, repetitiveBytes } from './random-bytes.ts'

const FIXED: Field[] = [
  ['BFINAL', 1, 1],
  ['BTYPE', 2, 1],
]
const DYNAMIC: Field[] = [
  ['BFINAL', 1, 1],
  ['BTYPE', 2, 2],
]

const streams: Readonly<Record<string, Field[]>> = {
  'the reserved block type': [
    ['BFINAL', 1, 1],
    ['BTYPE', 2, 3],
  ],
  'a stored length that its complement denies': [
    ['BFINAL', 1, 1],
    ['BTYPE', 2, 0],
    TO_BYTE,
    ['LEN', 16, 1],
    ['NLEN', 16, 0xffff],
    ['data', 8, 65],
  ],
  'a stored block that ends behind the input': [
    ['BFINAL', 1, 1],
    ['BTYPE', 2, 0],
    TO_BYTE,
    ['LEN', 16, 9],
    ['NLEN', 16, 9 ^ 0xffff],
    ['data', 8, 65],
  ],
  'length symbol 286 of the fixed code': [...FIXED, fixedLiteral(65), huffmanCode('286', 8, 0xc6), ['distance', 5, 0], FIXED_END],
  'distance symbol 30 of the fixed code': [
    ...FIXED,
    fixedLiteral(65),
    huffmanCode('length 3', 7, 1),
    huffmanCode('30', 5, 30),
    FIXED_END,
  ],
  'a block without an end': [...FIXED, fixedLiteral(65), fixedLiteral(66)],
  'more than 286 literal and length codes': [...DYNAMIC, ['HLIT', 5, 30], ['HDIST', 5, 0], ['HCLEN', 4, 0]],
  'more than 30 distance codes': dynamicBlock({ HDIST: 30, distances: [LENGTH_1, ...zeroLengths(30)] }),
  'no code of code lengths': header({ codeLengths: {} }),
  'a single code of code lengths': header({ codeLengths: { 8: 1 } }),
  'an over-subscribed code of code lengths': header({ codeLengths: { 0: 1, 8: 1, 18: 1 } }),
  'an incomplete code of code lengths': header({ codeLengths: { 0: 2, 8: 2, 18: 2 } }),
  'a repeat with nothing before it': dynamicBlock({
    first: [huffmanCode('16', 3, 6), ['3 times', 2, 0], ...zeroLengths(62)],
  }),
  'a repeat beyond the last code length': dynamicBlock({ HDIST: 1, distances: [LENGTH_1, ...zeroLengths(11)] }),
  'no code for the end of the block': header({ codeLengths: { 1: 2, 2: 2, 18: 1 }, rest: withoutEnd() }),
  'an over-subscribed literal code': header({ codeLengths: { 1: 1, 18: 1 }, rest: lengths('1', 255, 3) }),
  'an incomplete literal code': header({ codeLengths: { 2: 1, 18: 1 }, rest: lengths('2', 255, 3) }),
}

describe.each(Object.keys(builds) as Build[])('inflate of malformed streams (%s)', (build) => {
  let codecs: Codecs

  beforeAll(async () => {
    codecs = await loadCodecs(build)
  }, COMPILE_TIMEOUT)

  it.each(Object.entries(streams))('refuses %s, as zlib does', (_, fields) => {
    const stream = pack(...fields)
    expect(inflatedByZlib(stream)).toBeNull()
    for (const size of [0, 1, 2, 4, 300]) expect(codecs.inflate(stream, size).status).toBe(INFLATE_FAILED)
  })

  it('refuses every output size but the right one', () => {
    const bytes = repetitiveBytes(3000, 1)
    const stream = deflateRawSync(bytes)
    for (const size of [0, 1, 2, 2900, 2998, 2999, 3001, 3002, 3300, 65_536]) expectRefused(stream, size)
  })

  it('refuses a stream cut anywhere', () => {
    const bytes = repetitiveBytes(2000, 2)
    for (const options of [{}, { level: 0 }, { strategy: 4 }]) {
      const stream = deflateRawSync(bytes, options)
      for (let length = 0; length < stream.length; length++) expectRefused(stream.subarray(0, length), bytes.length)
    }
  })

  it('stops a match of the longest length at the end of the output, slack included', () => {
    const matches = Array.from({ length: 20 }, () => fixedMatch(258, 1)).flat()
    const stream = pack(...FIXED, fixedLiteral(65), ...matches, FIXED_END)
    for (let size = 0; size <= 600; size++) expectRefused(stream, size)
  })

  it('copies no stored block that is longer than the output', () => {
    expectRefused(deflateRawSync(randomBytes(1000, 3), { level: 0 }), 100)
  })

  it('takes older memory for a distance beyond the beginning, which the CRC-32 then shows', () => {
    const stream = pack(...FIXED, ...fixedMatch(3, 32_768), FIXED_END)
    const { status, bytes } = codecs.inflate(stream, 3)
    expect([status, ...bytes]).toEqual([3, 0xa5, 0xa5, 0xa5])
  })

  it('survives random bytes', () => {
    for (let seed = 0; seed < runs(4000); seed++) expectHarmless(randomBytes(seed % 400, seed), seed % 2000)
  })

  it('survives random headers of dynamic blocks, and accepts none that zlib refuses', () => {
    const body = fc.uint8Array({ minLength: 1, maxLength: 400, size: 'max' })
    fc.assert(fc.property(body, dynamicHeaderOnly), { numRuns: runs(3000) })
  })

  it('never takes a corrupted block for a good one once its CRC-32 is compared', () => {
    const sources = [0, 1, 2, 3, 4, 5, 6, 7].map((seed) => repetitiveBytes(400 + 500 * seed, seed))
    const blocks = sources.map((bytes, i) => ({ bytes, stream: deflateRawSync(bytes, { level: 1 + i, memLevel: 1 + i }) }))
    for (let seed = 0; seed < runs(20_000); seed++) {
      const { bytes, stream } = blocks[seed % blocks.length]!
      const result = expectHarmless(corrupt(stream, seed), bytes.length)
      if (result.status !== bytes.length || crc32(result.bytes) !== crc32(bytes)) continue
      expect(Buffer.compare(result.bytes, bytes), `seed ${seed}`).toBe(0)
    }
  })

  function expectRefused(stream: Uint8Array, size: number): void {
    const { status, keptToOutput } = codecs.inflate(stream, size)
    expect({ size, status, keptToOutput }).toEqual({ size, status: INFLATE_FAILED, keptToOutput: true })
  }

  function expectHarmless(stream: Uint8Array, size: number): { status: number; bytes: Uint8Array } {
    const result = codecs.inflate(stream, size)
    if (!result.keptToOutput || (result.status !== size && result.status !== INFLATE_FAILED)) expect.unreachable(`size ${size}`)
    return result
  }

  /** The first three bits say: one dynamic block. What zlib makes of the rest decides. */
  function dynamicHeaderOnly(body: Uint8Array): void {
    const stream = Uint8Array.from(body)
    stream[0] = (stream[0]! & 0xf8) | 5
    const expected = inflatedByZlib(stream)
    const { status, bytes } = codecs.inflate(stream, expected?.length ?? 100)
    if (expected) expect([status, Buffer.compare(bytes, expected)]).toEqual([expected.length, 0])
    else expect([INFLATE_FAILED, 100]).toContain(status)
  }

  /** The debug build takes ten times as long, and checks the same code. */
  function runs(count: number): number {
    return build === 'release' ? count : count / 10
  }
})

function inflatedByZlib(stream: Uint8Array): Buffer | null {
  try {
    return inflateRawSync(stream)
  } catch {
    return null
  }
}

/** Bits turned, bytes replaced, a piece cut out or the end cut off. */
function corrupt(stream: Uint8Array, seed: number): Uint8Array {
  const next = randomIntegers(seed)
  const bytes = Uint8Array.from(stream)
  const at = next() % bytes.length
  const kind = next() % 4
  if (kind === 0) bytes[at]! ^= 1 << (next() & 7)
  if (kind === 1) for (let i = 0; i < 4; i++) bytes[next() % bytes.length] = next() & 255
  if (kind === 2) return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + (next() % 16))])
  return kind === 3 ? bytes.subarray(0, at) : bytes
}

interface Header {
  /** Code length of each code length symbol that is used. */
  readonly codeLengths: Readonly<Record<number, number>>
  readonly rest?: readonly Field[]
}

/** A dynamic block of 257 literal and length codes and one distance code, up to the code lengths. */
function header({ codeLengths, rest = [] }: Header): Field[] {
  const fields = CODE_LENGTH_ORDER.map((symbol): Field => [`length of ${symbol}`, 3, codeLengths[symbol] ?? 0])
  return [...DYNAMIC, ['HLIT', 5, 0], ['HDIST', 5, 0], ['HCLEN', 4, 15], ...fields, ...rest]
}

/** Runs of zeros where 18 has the code 1. */
function zeros(...runsOfZeros: readonly number[]): Field[] {
  return runsOfZeros.flatMap((run): Field[] => [
    ['18', 1, 1],
    [`${run} zeros`, 7, run - 11],
  ])
}

/** Zeros, then as many equal lengths, whose symbol has the code 0 where 18 has the code 1. */
function lengths(name: string, zeroCount: number, count: number): Field[] {
  return [...zeros(138, zeroCount - 138), ...Array.from({ length: count }, (): Field => [name, 1, 0])]
}

/** Literals 0 and 1 of one bit, then nothing up to the distance code; 18 has the code 0, 1 and 2 have 10 and 11. */
function withoutEnd(): Field[] {
  const zerosByShortCode = (run: number): Field[] => [
    ['18', 1, 0],
    [`${run} zeros`, 7, run - 11],
  ]
  return [
    huffmanCode('1', 2, 2),
    huffmanCode('1', 2, 2),
    ...zerosByShortCode(138),
    ...zerosByShortCode(117),
    huffmanCode('1', 2, 2),
  ]
}
