// Encodes read names from their tokens, as the specification lists them (CRAMcodecs section 5; hts-specs, 2025-04). Which tokens a
// name has is tokenise.ts's.
import { createModel, startRangeEncoder, uint7 } from '../range-encoder.ts'

export const TYPES = {
  TYPE: 0,
  STRING: 1,
  CHAR: 2,
  DIGITS0: 3,
  DZLEN: 4,
  DUP: 5,
  DIFF: 6,
  DIGITS: 7,
  DELTA: 8,
  DELTA0: 9,
  MATCH: 10,
  NOP: 11,
  END: 12,
} as const

export type Token =
  | readonly ['STRING' | 'CHAR', string]
  | readonly ['DIGITS' | 'DELTA' | 'DELTA0', number]
  | readonly ['DIGITS0', value: number, length: number]
  | readonly ['MATCH' | 'NOP' | 'END']

/** The distance to an earlier name, and without tokens the same name once more. */
export interface NameTokens {
  readonly distance: number
  readonly tokens?: readonly Token[]
}

export interface Tok3Options {
  /** The codec of the token streams; rANS stores them as they are, arithmetic coding packs them. */
  readonly codec?: 'rANS' | 'arithmetic'
  /** Leaves out streams of types that are all MATCH behind the first. */
  readonly implicitTypes?: boolean
  /** Names streams that are there already. */
  readonly shareStreams?: boolean
}

interface TokenStream {
  readonly position: number
  readonly type: number
  readonly bytes: number[]
}

/** `size` is that of all names with a zero behind each. */
export function encodeTok3(names: readonly NameTokens[], size: number, options: Tok3Options = {}): Uint8Array {
  const header = [...uint32(size), ...uint32(names.length), options.codec === 'arithmetic' ? 1 : 0]
  return Uint8Array.from([...header, ...serialise(fillStreams(names), options)])
}

function fillStreams(names: readonly NameTokens[]): TokenStream[] {
  const streams: TokenStream[] = []
  const add = (position: number, type: number, bytes: readonly number[]): void => {
    let stream = streams.find((each) => each.position === position && each.type === type)
    if (stream === undefined) streams.push((stream = { position, type, bytes: [] }))
    stream.bytes.push(...bytes)
  }
  for (const { distance, tokens } of names) {
    const type = tokens ? TYPES.DIFF : TYPES.DUP
    add(0, TYPES.TYPE, [type])
    add(0, type, uint32(distance))
    tokens?.forEach((token, i) => {
      add(i + 1, TYPES.TYPE, [TYPES[token[0]]])
      for (const [valueType, bytes] of valuesOf(token)) add(i + 1, valueType, bytes)
    })
  }
  return streams.toSorted((a, b) => a.position - b.position || a.type - b.type)
}

function valuesOf(token: Token): [type: number, bytes: number[]][] {
  const [name, value] = token
  if (name === 'STRING') return [[TYPES.STRING, [...Buffer.from(value, 'latin1'), 0]]]
  if (name === 'CHAR') return [[TYPES.CHAR, [value.charCodeAt(0)]]]
  if (name === 'DIGITS') return [[TYPES.DIGITS, uint32(value)]]
  if (name === 'DELTA' || name === 'DELTA0') return [[TYPES[name], [value]]]
  if (name !== 'DIGITS0') return []
  return [
    [TYPES.DIGITS0, uint32(value)],
    [TYPES.DZLEN, [token[2]]],
  ]
}

function serialise(streams: readonly TokenStream[], options: Tok3Options): number[] {
  const written: TokenStream[] = []
  let positions = 0
  const bytes: number[] = []
  for (const stream of options.implicitTypes ? withoutImplicitTypes(streams) : streams) {
    const flags = stream.position === positions ? 128 : 0
    positions = stream.position + 1
    const same = options.shareStreams && written.find((each) => each.bytes.join() === stream.bytes.join())
    if (same) bytes.push(flags + 64 + stream.type, same.position, same.type)
    else bytes.push(flags + stream.type, ...packStream(stream.bytes, options))
    written.push(stream)
  }
  return bytes
}

/** The first stream of a position whose types are left out says what the first type is. */
function withoutImplicitTypes(streams: readonly TokenStream[]): TokenStream[] {
  const isImplicit = (position: number): boolean => {
    const [first, ...others] = streams.find((each) => each.position === position && each.type === TYPES.TYPE)!.bytes
    const values = streams.filter((each) => each.position === position)[1]
    return values?.type === first && others.every((type) => type === TYPES.MATCH)
  }
  return streams.filter(({ position, type }) => type !== TYPES.TYPE || !isImplicit(position))
}

function packStream(bytes: readonly number[], { codec = 'rANS' }: Tok3Options): number[] {
  const packed = codec === 'rANS' ? stored(bytes) : arithmetic(bytes)
  return [...uint7(packed.length), ...packed]
}

/** rANS Nx16 without compression (section 3, CAT). */
export function stored(bytes: readonly number[]): number[] {
  return [0x20, ...uint7(bytes.length), ...bytes]
}

/** Order 0 of the adaptive arithmetic coder (section 4.2). */
function arithmetic(bytes: readonly number[]): number[] {
  const symbols = Math.max(...bytes) + 1
  const model = createModel(symbols)
  const coder = startRangeEncoder()
  for (const byte of bytes) model(coder, byte)
  return [0, ...uint7(bytes.length), symbols & 255, ...coder.finish()]
}

function uint32(value: number): number[] {
  return [value & 255, (value >>> 8) & 255, (value >>> 16) & 255, value >>> 24]
}
