// Writes rANS 4x8 streams, straight from the specification (CRAMcodecs section 2, 2025-03).
import { encodeSteps, type Frequencies, stepsOfOrder0, stepsOfOrder1, tablesOf } from './entropy-encoder.ts'

export interface Rans4x8Options {
  readonly order: 0 | 1
  /** What the frequencies add up to: 4095 as encoders have it, or 4096 as decoders may allow. */
  readonly total?: 4095 | 4096
}

export function encodeRans4x8(bytes: Uint8Array, { order, total = 4095 }: Rans4x8Options): Uint8Array {
  const steps = order === 0 ? stepsOfOrder0(bytes, 4) : stepsOfOrder1(bytes, 4)
  const tables = tablesOf(steps, total)
  const table = order === 0 ? writePairs(tables.get(0) ?? new Map()) : writeRows(tables)
  return withHeader(order, bytes.length, [...table, ...encodeSteps(steps, tables, { bits: 12, unit: 1, states: 4 })])
}

/** Order, compressed and uncompressed size, then the rest. */
export function withHeader(order: number, size: number, rest: readonly number[]): Uint8Array {
  const header = Buffer.alloc(9)
  header[0] = order
  header.writeUInt32LE(rest.length, 1)
  header.writeUInt32LE(size, 5)
  return Buffer.concat([header, Uint8Array.from(rest)])
}

/** Symbols and frequencies (section 2.1). */
export function writePairs(frequencies: Frequencies): number[] {
  return writeList([...frequencies.keys()], (symbol) => {
    const frequency = frequencies.get(symbol)!
    return frequency < 128 ? [frequency] : [0x80 | (frequency >> 8), frequency & 255]
  })
}

function writeRows(tables: ReadonlyMap<number, Frequencies>): number[] {
  return writeList([...tables.keys()], (context) => writePairs(tables.get(context)!))
}

/** Ascending symbols, each followed by what belongs to it; those after two in a row are only counted (section 2.1). */
export function writeList(symbols: readonly number[], entry: (symbol: number) => readonly number[]): number[] {
  const present = new Set(symbols)
  let implied = 0
  const written = symbols.flatMap((symbol) => {
    if (implied > 0) {
      implied--
      return entry(symbol)
    }
    if (!present.has(symbol - 1)) return [symbol, ...entry(symbol)]
    while (present.has(symbol + implied + 1)) implied++
    return [symbol, implied, ...entry(symbol)]
  })
  return [...written, 0]
}
