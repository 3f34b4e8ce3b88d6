// Every encoding of the specification for writing (CRAMv3 section 13, 2024-09), in the plainest way: bits as an array of bits.
import { array, itf8 } from './cram-bytes.ts'

/** Where a slice's values go: the core block as bits, and external blocks by content id. */
export interface Streams {
  readonly core: number[]
  readonly external: Map<number, number[]>
}

/** One number, or an array of bytes. */
export type Value = number | readonly number[]

export interface Encoding {
  /** As the compression header describes it: codec id, and its parameters as an array. */
  readonly description: readonly number[]
  write(value: Value, streams: Streams): void
}

function numbersOf(value: Value): readonly number[] {
  return typeof value === 'number' ? [value] : value
}

/** Codec 1; numbers as ITF-8, or as single bytes. */
export function external(id: number, asBytes: boolean): Encoding {
  const write = (value: Value, { external }: Streams): void => {
    const bytes = external.get(id) ?? []
    external.set(id, bytes)
    for (const each of numbersOf(value)) {
      if (asBytes) bytes.push(each & 0xff)
      else bytes.push(...itf8(each))
    }
  }
  return { description: [1, ...array(itf8(id))], write }
}

/** A codec whose numbers are bits of the core block. */
function bitCode(codec: number, parameters: readonly number[], bitsOf: (value: number) => readonly number[]): Encoding {
  const write = (value: Value, { core }: Streams): void => {
    for (const each of numbersOf(value)) core.push(...bitsOf(each))
  }
  return { description: [codec, ...array(parameters.flatMap(itf8))], write }
}

/** `count` bits, most significant first. */
export function bits(value: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => Math.floor(value / 2 ** (count - 1 - i)) % 2)
}

function repeat(bit: number, count: number): number[] {
  return Array.from({ length: count }, () => bit)
}

/** Codec 6. */
export function beta(offset: number, width: number): Encoding {
  return bitCode(6, [offset, width], (value) => bits(value + offset, width))
}

/** Codec 9. */
export function gamma(offset: number): Encoding {
  return bitCode(9, [offset], (value) => {
    const width = Math.floor(Math.log2(value + offset)) + 1
    return [...repeat(0, width - 1), ...bits(value + offset, width)]
  })
}

/** Codec 7. */
export function subexponential(offset: number, k: number): Encoding {
  return bitCode(7, [offset, k], (value) => {
    const n = value + offset
    const width = n < 2 ** k ? k : Math.floor(Math.log2(n))
    return [...repeat(1, n < 2 ** k ? 0 : width - k + 1), 0, ...bits(n % 2 ** width, width)]
  })
}

/** Codec 2. */
export function golomb(offset: number, m: number): Encoding {
  return bitCode(2, [offset, m], (value) => golombBits(value + offset, m))
}

/** Codec 8. */
export function golombRice(offset: number, log2m: number): Encoding {
  return bitCode(8, [offset, log2m], (value) => golombBits(value + offset, 2 ** log2m))
}

function golombBits(n: number, m: number): number[] {
  const rest = n % m
  const width = Math.ceil(Math.log2(m))
  const short = 2 ** width - m
  const unary = [...repeat(1, Math.floor(n / m)), 0]
  return rest < short ? [...unary, ...bits(rest, width - 1)] : [...unary, ...bits(rest + short, width)]
}

/** Codec 3 with a code for each of these values; the first ones get the shorter codes, a single one a code of no bits. */
export function huffman(values: readonly number[]): Encoding {
  const alphabet = [...new Set(values)].slice(0)
  const lengths = alphabet.map((_, i) => codeLength(i, alphabet.length))
  const codes = canonicalCodes(alphabet, lengths)
  const parameters = [alphabet.length, ...alphabet, alphabet.length, ...lengths]
  return bitCode(3, parameters, (value) => codes.get(value) ?? [])
}

/** Up to twelve symbols have lengths 1, 2, 3 and so on; more have the same length. */
function codeLength(index: number, count: number): number {
  if (count === 1) return 0
  return count <= 12 ? Math.min(index + 1, count - 1) : Math.ceil(Math.log2(count))
}

function canonicalCodes(alphabet: readonly number[], lengths: readonly number[]): Map<number, number[]> {
  const symbols = alphabet.map((value, i) => ({ value, length: lengths[i]! }))
  symbols.sort((a, b) => a.length - b.length || a.value - b.value)
  let code = 0
  let length = 0
  return new Map(
    symbols.map((symbol) => {
      code *= 2 ** (symbol.length - length)
      length = symbol.length
      return [symbol.value, bits(code++, length)]
    }),
  )
}

/** Codec 4. */
export function byteArrayLen(lengths: Encoding, values: Encoding): Encoding {
  return {
    description: [4, ...array([...lengths.description, ...values.description])],
    write: (value, streams) => {
      lengths.write((value as readonly number[]).length, streams)
      values.write(value, streams)
    },
  }
}

/** Codec 5. */
export function byteArrayStop(stop: number, id: number): Encoding {
  return {
    description: [5, ...array([stop, ...itf8(id)])],
    write: (value, streams) => external(id, true).write([...(value as readonly number[]), stop], streams),
  }
}
