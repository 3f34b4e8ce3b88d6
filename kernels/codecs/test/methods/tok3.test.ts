// Names of every kind of token, as a tokeniser cuts them and as only the format allows, and what no stream may be.
import { CODEC_FAILED } from '@genomsyn/abi/status'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { type CodecSample, describeMethod } from '../conformance.ts'
import { type Codecs, COMPILE_TIMEOUT, loadCodecs } from '../load-codecs.ts'
import { randomIntegers } from '../random-bytes.ts'
import { encodeTok3, type NameTokens, stored, type Tok3Options, type Token } from '../tok3/encoder.ts'
import { tokenise } from '../tok3/tokenise.ts'

const METHOD = 8
const LONG = 'flowcell_lane_of_a_long_run-'.repeat(9)

const options: Readonly<Record<string, Tok3Options>> = {
  'stored streams': {},
  'arithmetic coding': { codec: 'arithmetic' },
  'types left out, streams shared': { implicitTypes: true, shareStreams: true },
}

/** Written by hand: the tokens of each name, and the name. */
const byHand: Readonly<Record<string, readonly (readonly [NameTokens, string])[]>> = {
  'no names': [],
  'an empty name': [[differs(0, []), '']],
  'one name of all values': [
    [
      differs(0, [
        ['STRING', 'HS25'],
        ['CHAR', '_'],
        ['DIGITS', 4294967295],
        ['CHAR', ':'],
        ['DIGITS0', 123, 5],
      ]),
      'HS25_4294967295:00123',
    ],
  ],
  'numbers of all lengths': [0, 9, 10, 99, 100, 999, 1000, 99999, 100_000, 999_999, 1_000_000, 12_345_678, 987_654_321].map(
    (number) => [
      differs(0, [
        ['DIGITS', number],
        ['CHAR', '.'],
        ['DIGITS0', number, 12],
      ]),
      `${number}.${String(number).padStart(12, '0')}`,
    ],
  ),
  'a number with 255 digits, and one that says it has fewer than it has': [
    [
      differs(0, [
        ['DIGITS0', 7, 255],
        ['DIGITS0', 777, 2],
      ]),
      `${'7'.padStart(255, '0')}777`,
    ],
  ],
  'steps upon steps, and a match of a step': [
    [
      differs(0, [
        ['DIGITS', 9],
        ['CHAR', '/'],
        ['DIGITS0', 98, 4],
      ]),
      '9/0098',
    ],
    [differs(1, [['DELTA', 1], ['MATCH'], ['DELTA0', 2]]), '10/0100'],
    [differs(1, [['DELTA', 255], ['MATCH'], ['DELTA0', 0]]), '265/0100'],
    [differs(1, [['MATCH'], ['MATCH'], ['MATCH']]), '265/0100'],
    [differs(1, [['DELTA', 0], ['MATCH'], ['DELTA0', 255]]), '265/0355'],
  ],
  'names before the last, duplicates of duplicates and differences to them': [
    [
      differs(0, [
        ['STRING', 'read'],
        ['DIGITS', 1],
      ]),
      'read1',
    ],
    [
      differs(0, [
        ['STRING', 'other'],
        ['DIGITS', 5],
      ]),
      'other5',
    ],
    [{ distance: 2 }, 'read1'],
    [{ distance: 1 }, 'read1'],
    [differs(1, [['MATCH'], ['DELTA', 7]]), 'read8'],
    [differs(4, [['MATCH'], ['MATCH']]), 'other5'],
  ],
  'tokens that do nothing': [
    [differs(0, [['NOP'], ['DIGITS', 10]]), '10'],
    [differs(1, [['CHAR', '-'], ['MATCH']]), '-10'],
    [differs(1, [['NOP'], ['NOP'], ['CHAR', 'a'], ['NOP']]), 'a'],
  ],
  'strings of all lengths up to a vector and a half, also matched': Array.from({ length: 50 }, (_, i) => {
    const text = LONG.slice(0, i >> 1)
    return i % 2 === 0 ? ([differs(0, [['STRING', text]]), text] as const) : ([differs(1, [['MATCH']]), text] as const)
  }),
  'as many tokens as a name can have': [
    [
      differs(
        0,
        Array.from({ length: 126 }, (_, i): Token => ['DIGITS', i]),
      ),
      Array.from({ length: 126 }, (_, i) => i).join(''),
    ],
    [
      differs(
        1,
        Array.from({ length: 126 }, (): Token => ['MATCH']),
      ),
      Array.from({ length: 126 }, (_, i) => i).join(''),
    ],
  ],
}

const tokenised: Readonly<Record<string, readonly string[]>> = {
  'names of a flow cell': flowcell(150),
  'names with leading zeros': Array.from({ length: 60 }, (_, i) => `run.${String(95 + 3 * i).padStart(6, '0')} length=${i % 7}`),
  'long names': [LONG, `${LONG}${LONG}`, LONG.slice(20), `${LONG}8`],
}

const samples = Object.entries(options).flatMap(([how, option]) => [
  ...Object.entries(byHand).map(([what, names]) =>
    sample(
      `${what} (${how})`,
      names.map(([tokens]) => tokens),
      names.map(([, name]) => name),
      option,
    ),
  ),
  ...Object.entries(tokenised).map(([what, names]) => sample(`${what} (${how})`, tokenise(names), names, option)),
])

describeMethod({ name: 'tok3', method: METHOD, samples })

describe('tok3', () => {
  let codecs: Codecs

  beforeAll(async () => {
    codecs = await loadCodecs('release')
  }, COMPILE_TIMEOUT)

  it('restores any names', () => {
    const name = fc.string({ unit: fc.constantFrom(...'ab:_0019#'), maxLength: 40 })
    const names = fc.array(fc.oneof(name, fc.constantFrom('a1:0099', 'a1:0100')), { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(names, fc.constantFrom(...Object.values(options)), (texts, option) => {
        const { stream, bytes } = sample('', tokenise(texts), texts, option)
        expect(Buffer.from(codecs.decodeBlock(METHOD, stream, bytes.length).bytes)).toEqual(Buffer.from(bytes))
      }),
      { numRuns: 500 },
    )
  })

  const first = differs(0, [['STRING', 'ab'], ['DIGITS', 1], ['CHAR', '.'], ['DIGITS0', 2, 3], ['NOP']])
  it.each<[string, NameTokens, length: number]>([
    ['a duplicate of itself', { distance: 0 }, 8],
    ['a distance beyond the first name', differs(2, [['CHAR', 'a']]), 1],
    [
      'a match behind the tokens of the other name',
      differs(1, [['MATCH'], ['MATCH'], ['MATCH'], ['MATCH'], ['NOP'], ['MATCH']]),
      7,
    ],
    ['a match of nothing', differs(1, [['MATCH'], ['MATCH'], ['MATCH'], ['MATCH'], ['MATCH']]), 7],
    ['a match without another name', differs(0, [['MATCH']]), 2],
    ['a step from a string', differs(1, [['DELTA', 1]]), 1],
    ['a step from a number with zeros as if it had none', differs(1, [['NOP'], ['NOP'], ['NOP'], ['DELTA', 1]]), 1],
    ['a step from a number without zeros as if it had some', differs(1, [['NOP'], ['DELTA0', 1]]), 1],
    ['a name without end', { distance: 1, tokens: [['MATCH']] }, 2],
  ])('refuses %s', (_, second, length) => {
    const whole = encodeTok3([first, differs(1, [['MATCH']])], 8 + 3)
    expect(codecs.decodeBlock(METHOD, whole, 11).status).toBe(11)
    for (const size of [8 + length, 8 + length + 1]) {
      expect(codecs.decodeBlock(METHOD, encodeTok3([first, second], size), size).status).toBe(CODEC_FAILED)
    }
  })

  it.each<[string, number[]]>([
    ['no stream', []],
    ['a stream before the first position', [0, ...packed(6)]],
    ['a type that is none', [128 + 13, ...packed(6)]],
    ['a stream without its size', [128, 3, 0x30, 6, 12]],
    ['a stream that ends behind the block', [128, 120, 0x20, 1, 6]],
    ['a copy of a stream that is not there', [128, ...packed(6), 64 + 6, 1, 0]],
    ['more types than names', [128, ...packed(6, 6)]],
    ['more values than names', [128, ...packed(6), 6, ...packed(0, 0, 0, 0, 0)]],
    ['a name that repeats and differs neither', [128, ...packed(7), 7, ...packed(0, 0, 0, 0)]],
    ['more positions than a name can have', Array.from({ length: 129 }, () => [128, ...packed(6)]).flat()],
    [
      'a string without a zero',
      [128, ...packed(6), 6, ...packed(0, 0, 0, 0), 128, ...packed(1), 1, ...packed(65), 128, ...packed(12)],
    ],
    ['values without end', [128, ...packed(6), ...Array.from({ length: 40 }, () => [6, ...packed(0, 0, 0, 0)]).flat()]],
  ])('refuses %s', (_, streams) => {
    const stream = Uint8Array.from([2, 0, 0, 0, 1, 0, 0, 0, 0, ...streams])
    expect(codecs.decodeBlock(METHOD, stream, 2).status).toBe(CODEC_FAILED)
  })

  it('refuses more names than there are bytes, a name more or less, and a codec that is neither', () => {
    const stream = encodeTok3([first], 8)
    for (const [at, value] of [
      [4, 9],
      [4, 2],
      [4, 0],
      [8, 2],
    ] as const) {
      const spoilt = stream.with(at, value)
      expect(codecs.decodeBlock(METHOD, spoilt, 8).status).toBe(CODEC_FAILED)
    }
  })
})

function differs(distance: number, tokens: readonly Token[]): NameTokens {
  return { distance, tokens: [...tokens, ['END']] }
}

function sample(name: string, tokens: readonly NameTokens[], names: readonly string[], option: Tok3Options): CodecSample {
  const bytes = Buffer.from(names.map((text) => `${text}\0`).join(''), 'latin1')
  return { name, stream: encodeTok3(tokens, bytes.length, option), bytes }
}

function packed(...bytes: readonly number[]): number[] {
  const stream = stored(bytes)
  return [stream.length, ...stream]
}

function flowcell(count: number): string[] {
  const next = randomIntegers(count)
  let tile = 1101
  return Array.from({ length: count }, (_, i) => {
    if (next() % 8 === 0) tile++
    const pair = `HS25_09827:2:${tile}:${1000 + (next() % 20_000)}:${String(next() % 99_999).padStart(5, '0')}#49`
    return i % 5 === 4 ? 'HS25_09827:2:1101:2:00001#49' : pair
  })
}
