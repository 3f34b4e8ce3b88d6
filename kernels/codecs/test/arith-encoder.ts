// Writes streams of the adaptive arithmetic coder, as the specification's pseudocode decodes them (CRAMcodecs section 4, 2025-03).
import { createModel, startRangeEncoder, uint7 } from './range-encoder.ts'
import { packed, stripe } from './rans/transforms.ts'

/** Bits of the first byte. */
export const [ORDER, RESERVED, EXT, STRIPE, NO_SIZE, CAT, RLE, PACK] = [1, 2, 4, 8, 16, 32, 64, 128] as const

export interface ArithOptions {
  /** Number of symbols, if not the least. */
  readonly symbols?: number
  /** Of EXT. */
  readonly compress?: (bytes: Uint8Array) => Uint8Array
  /** Of STRIPE: the flags of each stream. */
  readonly stripes?: readonly number[]
}

export function arith(bytes: Uint8Array, flags: number, options: ArithOptions = {}): Uint8Array {
  const head = [flags, ...(flags & NO_SIZE ? [] : uint7(bytes.length))]
  if (flags & STRIPE) return Uint8Array.from([...head, ...striped(bytes, options)])
  if (!(flags & PACK)) return Uint8Array.from([...head, ...data(bytes, flags, options)])
  const short = packed(bytes)
  const meta = [short.symbols.length, ...short.symbols, ...uint7(short.bytes.length)]
  return Uint8Array.from([...head, ...meta, ...(short.bytes.length > 0 ? data(short.bytes, flags, options) : [])])
}

function data(bytes: Uint8Array, flags: number, { symbols, compress }: ArithOptions): ArrayLike<number> & Iterable<number> {
  if (flags & CAT) return bytes
  if (flags & EXT && compress) return compress(bytes)
  const count = symbols ?? Math.max(0, ...bytes) + 1
  return [count % 256, ...coded(bytes, flags, count)]
}

/** Orders 0 and 1, with run lengths or without (sections 4.2 and 4.3). */
function coded(bytes: Uint8Array, flags: number, symbols: number): number[] {
  const coder = startRangeEncoder()
  const literals = Array.from({ length: flags & ORDER ? symbols : 1 }, () => createModel(symbols))
  const runs = Array.from({ length: 258 }, () => createModel(4))
  let last = 0
  for (let at = 0; at < bytes.length;) {
    const literal = bytes[at]!
    literals[flags & ORDER ? last : 0]!(coder, literal)
    last = literal
    at++
    if (!(flags & RLE)) continue
    let run = 0
    while (at < bytes.length && bytes[at] === literal) [at, run] = [at + 1, run + 1]
    for (let context = literal; ; context = context < 256 ? 256 : 257) {
      const part = Math.min(run, 3)
      runs[context]!(coder, part)
      run -= part
      if (part < 3) break
    }
  }
  return coder.finish()
}

function striped(bytes: Uint8Array, { stripes = [] }: ArithOptions): number[] {
  const streams = stripe(bytes, stripes.length).map((part, j) => arith(part, stripes[j]!))
  return [stripes.length, ...streams.flatMap(({ length }) => uint7(length)), ...streams.flatMap((stream) => [...stream])]
}
