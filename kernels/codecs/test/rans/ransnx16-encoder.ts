// Writes rANS Nx16 streams with any of their transforms, straight from the specification (CRAMcodecs section 3, 2025-03).
import { type Coder, encodeSteps, type Frequencies, stepsOfOrder0, stepsOfOrder1, tablesOf } from './entropy-encoder.ts'
import { writeList } from './rans4x8-encoder.ts'
import { packed, runsRemoved, stripe, uint7 } from './transforms.ts'

export interface RansNx16Options {
  readonly order?: 0 | 1
  readonly states?: 4 | 32
  readonly noSize?: boolean
  readonly cat?: boolean
  readonly rle?: boolean
  readonly pack?: boolean
  /** Number of streams; the other options are those of each. */
  readonly stripe?: number
  /** Bits of a slot in order 1. */
  readonly bits?: 10 | 12
  /** log2 of what the written frequencies add up to, where that is less than 2^bits. */
  readonly writtenBits?: number
  /** Order 1: compress the tables. */
  readonly packTables?: boolean
  /** RLE: compress the run lengths. */
  readonly packRuns?: boolean
}

/** The first byte (section 3.7). */
export const flags = { ORDER: 1, N32: 4, STRIPE: 8, NO_SIZE: 16, CAT: 32, RLE: 64, PACK: 128 } as const

export function encodeRansNx16(bytes: Uint8Array, options: RansNx16Options): Uint8Array {
  if (options.stripe) return encodeStripes(bytes, options, options.stripe)
  const size = options.noSize ? [] : uint7(bytes.length)
  const meta: number[] = []
  let data = bytes
  if (options.pack) {
    const { symbols, bytes: short } = packed(data)
    meta.push(symbols.length, ...symbols, ...uint7(short.length))
    data = short
  }
  if (options.rle) {
    const { meta: runs, literals } = runsRemoved(data)
    meta.push(...writeRuns(runs, literals.length, options))
    data = literals
  }
  return Uint8Array.from([flagsOf(options), ...size, ...meta, ...(options.cat ? data : encodeData(data, options))])
}

/** The entropy coder alone. */
function encodeData(bytes: Uint8Array, options: RansNx16Options): Uint8Array | readonly number[] {
  if (bytes.length === 0) return []
  return options.order === 1 ? encodeOrder1(bytes, options) : encodeOrder0(bytes, options)
}

function encodeOrder0(bytes: Uint8Array, { states = 4, writtenBits = 12 }: RansNx16Options): Uint8Array {
  const steps = stepsOfOrder0(bytes, states)
  const frequencies = tablesOf(steps, 2 ** writtenBits).get(0)!
  const coder: Coder = { bits: 12, unit: 2, states }
  const data = encodeSteps(steps, new Map([[0, times(frequencies, 2 ** (12 - writtenBits))]]), coder)
  return Uint8Array.from([...writeAlphabet(frequencies.keys()), ...[...frequencies.values()].flatMap(uint7), ...data])
}

function encodeOrder1(bytes: Uint8Array, options: RansNx16Options): Uint8Array {
  const { states = 4, bits = 10, packTables = false, writtenBits = bits } = options
  const steps = stepsOfOrder1(bytes, states)
  const written = tablesOf(steps, 2 ** writtenBits)
  const tables = new Map([...written].map(([context, row]) => [context, times(row, 2 ** (bits - writtenBits))]))
  const rows = writeRows(written)
  const short = packTables ? encodeOrder0(Uint8Array.from(rows), {}) : null
  const table = short ? [(bits << 4) | 1, ...uint7(rows.length), ...uint7(short.length), ...short] : [bits << 4, ...rows]
  return Uint8Array.from([...table, ...encodeSteps(steps, tables, { bits, unit: 2, states })])
}

/** The alphabet of all contexts, and for each of its symbols the frequencies behind it (section 3.1). */
function writeRows(tables: ReadonlyMap<number, Frequencies>): number[] {
  const alphabet = [...new Set([...tables].flatMap(([context, row]) => [context, ...row.keys()]))].toSorted((a, b) => a - b)
  return [...writeAlphabet(alphabet), ...alphabet.flatMap((context) => writeRow(alphabet, tables.get(context) ?? new Map()))]
}

/** A zero is followed by the number of zeros behind it. */
function writeRow(alphabet: readonly number[], row: Frequencies): number[] {
  const written: number[] = []
  for (let i = 0; i < alphabet.length; i++) {
    const frequency = row.get(alphabet[i]!) ?? 0
    written.push(...uint7(frequency))
    if (frequency > 0) continue
    const next = alphabet.findIndex((symbol, at) => at > i && row.has(symbol))
    const zeros = (next < 0 ? alphabet.length : next) - i - 1
    written.push(zeros)
    i += zeros
  }
  return written
}

function writeRuns(runs: Uint8Array, literals: number, { states = 4, packRuns = false }: RansNx16Options): number[] {
  if (!packRuns) return [...uint7(2 * runs.length + 1), ...uint7(literals), ...runs]
  const short = encodeOrder0(runs, { states })
  return [...uint7(2 * runs.length), ...uint7(literals), ...uint7(short.length), ...short]
}

function encodeStripes(bytes: Uint8Array, options: RansNx16Options, count: number): Uint8Array {
  const inner = { ...options, stripe: 0, noSize: true }
  const parts = stripe(bytes, count).map((part) => encodeRansNx16(part, inner))
  const size = options.noSize ? [] : uint7(bytes.length)
  const first = flags.STRIPE | (options.noSize ? flags.NO_SIZE : 0)
  return Uint8Array.from([
    first,
    ...size,
    count,
    ...parts.flatMap(({ length }) => uint7(length)),
    ...parts.flatMap((part) => [...part]),
  ])
}

function writeAlphabet(symbols: Iterable<number>): number[] {
  return writeList([...symbols], () => [])
}

function times(frequencies: Frequencies, factor: number): Frequencies {
  return new Map([...frequencies].map(([symbol, frequency]) => [symbol, frequency * factor]))
}

function flagsOf({ order = 0, states = 4, noSize = false, cat = false, rle = false, pack = false }: RansNx16Options): number {
  const set = [
    order * flags.ORDER,
    states === 32 && flags.N32,
    noSize && flags.NO_SIZE,
    cat && flags.CAT,
    rle && flags.RLE,
    pack && flags.PACK,
  ]
  return set.reduce((sum: number, flag) => sum + Number(flag), 0)
}
