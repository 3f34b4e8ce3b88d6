// Damaged CRAM from a seed: what went wrong can be made again from its number. Checksums are made right again but for the first two
// levels, so that damage reaches what they guard.
import { everyCase, makeGenome, simulateReads } from '@genomsyn/simulate'
import { crc32 } from 'node:zlib'
import { join } from '../byte-vectors.ts'
import { contigLengths, randomNumbers } from '../damage.ts'
import { eofOf } from './cram-bytes.ts'
import * as encodings from './cram-encodings.ts'
import { arraySeries, type Choice, containersOf, eachAlone } from './cram-file.ts'

export const levels = ['random bytes', 'any byte', 'any byte, checksums right', 'headers, checksums right', 'truncation'] as const
export type Level = (typeof levels)[number]

/** Bits where there may be bits. */
const inBits: Choice = (series, values) => {
  const numbers = (values as readonly number[]).flat()
  return arraySeries.has(series) || new Set(numbers).size > 100 ? eachAlone(series, values) : encodings.huffman(numbers)
}

const files = [eachAlone, inBits].flatMap((choose) =>
  [0x201, 0x300].map((version) => ({
    version,
    containers: containersOf(soundRecords(), { choose, version, recordsPerSlice: 40, slicesPerContainer: 2, method: 1 }),
  })),
)

export interface DamagedCram {
  readonly version: number
  readonly bytes: Uint8Array
}

/** A damaged file: equal seeds give equal files. */
export function damagedCram(level: Level, seed: number): DamagedCram {
  const random = randomNumbers(seed)
  const { version, containers } = files[random() % files.length]!
  return { version, bytes: damages[level]({ version, containers, random }) }
}

interface Target {
  readonly version: number
  readonly containers: readonly Uint8Array[]
  readonly random: () => number
}

const damages: Readonly<Record<Level, (target: Target) => Uint8Array>> = {
  'random bytes': ({ random }) => Uint8Array.from({ length: random() % 3000 }, random),
  'any byte': ({ containers, random }) => withFlips(join(...containers), random),
  'any byte, checksums right': ({ version, containers, random }) =>
    join(...containers.map((each) => repaired(withFlips(each, random), version)), eofOf(version)),
  'headers, checksums right': ({ version, containers, random }) =>
    join(...containers.map((each) => repaired(withFlips(each, random, 700), version)), eofOf(version)),
  truncation: ({ containers, random }) => {
    const whole = join(...containers)
    return whole.subarray(0, random() % whole.length)
  },
}

function soundRecords(): Parameters<typeof containersOf>[0] {
  const genome = makeGenome(
    7,
    contigLengths.map((length, i) => ({ name: `c${i}`, length })),
  )
  return [...simulateReads({ seed: 7, genome, depth: 5, library: everyCase })]
}

/** Up to four bytes among the first so many are set to anything, or to what ends ranges. */
function withFlips(bytes: Uint8Array, random: () => number, within = bytes.length): Uint8Array {
  const damaged = bytes.slice()
  for (let hits = 1 + (random() % 4); hits > 0; hits--) {
    damaged[random() % Math.min(within, bytes.length)] = random() % 3 === 0 ? 0xff : random()
  }
  return damaged
}

/** The same container with checksums that agree, as far as its headers still say where they lie. */
function repaired(bytes: Uint8Array, version: number): Uint8Array {
  if (version < 0x300) return bytes
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  let at = 4
  const itf8 = (): number => {
    const first = bytes[at++] ?? 0
    const more = first < 0x80 ? 0 : first < 0xc0 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4
    let value = more === 0 ? first : first & (0x7f >> more)
    for (let i = 0; i < more; i++) value = value * 256 + (bytes[at++] ?? 0)
    return value
  }
  const seal = (from: number): void => {
    if (at + 4 <= bytes.length) view.setUint32(at, crc32(bytes.subarray(from, at)), true)
    at += 4
  }
  for (let field = 0; field < 7; field++) itf8()
  for (let landmarks = Math.min(itf8(), 100); landmarks > 0; landmarks--) itf8()
  seal(0)
  while (at < bytes.length) {
    const from = at
    at += 2
    itf8()
    const size = itf8()
    itf8()
    at += size
    seal(from)
  }
  return bytes
}
