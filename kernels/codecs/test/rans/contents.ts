// What is encoded in the tests of rANS: alphabets of every kind, as functions of a size.
import { randomIntegers } from '../random-bytes.ts'

export const contents: Readonly<Record<string, (size: number) => Uint8Array>> = {
  'one symbol': (size) => new Uint8Array(size).fill(70),
  'one symbol, which is 0': (size) => new Uint8Array(size),
  'one symbol, which is 255': (size) => new Uint8Array(size).fill(255),
  'two symbols, one of them rare': (size) => Uint8Array.from({ length: size }, (_, i) => (i % 900 === 17 ? 35 : 70)),
  'four symbols': (size) => drawn(size, 1, [35, 44, 58, 70]),
  'sixteen symbols in a row': (size) =>
    drawn(
      size,
      2,
      Array.from({ length: 16 }, (_, i) => 240 + i),
    ),
  'quality values': (size) =>
    drawn(
      size,
      3,
      Array.from({ length: 400 }, (_, i) => 33 + Math.floor(40 * Math.sqrt(i / 400))),
    ),
  'all symbols': (size) =>
    drawn(
      size,
      4,
      Array.from({ length: 256 }, (_, i) => i),
    ),
  'long runs': (size) => Uint8Array.from({ length: size }, (_, i) => [65, 66, 67, 65, 68][Math.floor(Math.sqrt(i) / 3) % 5]!),
}

function drawn(size: number, seed: number, from: readonly number[]): Uint8Array {
  const next = randomIntegers(seed)
  return Uint8Array.from({ length: size }, () => from[next() % from.length]!)
}
