// Damaged files from a seed: what went wrong can be made again from its number. Levels: raw bytes, compressed bytes, inflated bytes.
import { type AlignmentRecord, bamRecordBytes, everyCase, makeGenome, simulateReads } from '@genomsyn/simulate'
import { blocksOf, join } from './byte-vectors.ts'

export const contigLengths: readonly number[] = [3000, 900]

export const levels = ['random bytes', 'compressed bytes', 'inflated bytes', 'record fields', 'truncation'] as const
export type Level = (typeof levels)[number]

/** Bytes of a sound file of about a hundred records of every kind. */
const payload = join(...soundRecords().map(bamRecordBytes))
const starts = recordStarts(payload)
const sound = blocksOf(payload, 3000)

const damages: Readonly<Record<Level, (random: () => number) => Uint8Array>> = {
  'random bytes': randomBytes,
  'compressed bytes': (random) => withFlips(sound, random),
  'inflated bytes': (random) => blocksOf(withFlips(payload, random), 3000),
  'record fields': (random) => blocksOf(withWildFields(random), 3000),
  truncation: (random) => (random() & 1 ? truncated(sound, random) : blocksOf(truncated(payload, random), 3000)),
}

/** A damaged file: equal seeds give equal files. */
export function damagedFile(level: Level, seed: number): Uint8Array {
  return damages[level](randomNumbers(seed))
}

/** Whole numbers below 2^32 (SplitMix32). */
export function randomNumbers(seed: number): () => number {
  let state = Math.imul(seed, 0x9e3779b1)
  return () => {
    state = (state + 0x9e3779b9) | 0
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad)
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
    return (mixed ^ (mixed >>> 15)) >>> 0
  }
}

function soundRecords(): AlignmentRecord[] {
  const genome = makeGenome(
    7,
    contigLengths.map((length, i) => ({ name: `c${i}`, length })),
  )
  return [...simulateReads({ seed: 7, genome, depth: 5, library: everyCase })]
}

function recordStarts(bytes: Uint8Array): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const found: number[] = []
  for (let at = 0; at < bytes.length; at += 4 + view.getUint32(at, true)) found.push(at)
  return found
}

/** Half of them begin like a block. */
function randomBytes(random: () => number): Uint8Array {
  const bytes = Uint8Array.from({ length: random() % 5000 }, random)
  if (random() & 1) bytes.set(sound.subarray(0, Math.min(random() % 60, bytes.length)))
  return bytes
}

function truncated(bytes: Uint8Array, random: () => number): Uint8Array {
  return bytes.subarray(0, random() % bytes.length)
}

/** One to eight bytes changed, in one bit or wholly. */
function withFlips(bytes: Uint8Array, random: () => number): Uint8Array {
  const damaged = bytes.slice()
  for (let i = 1 + (random() % 8); i > 0; i--) {
    const at = random() % damaged.length
    damaged[at] = random() & 1 ? damaged[at]! ^ (1 << (random() & 7)) : random()
  }
  return damaged
}

/** Numbers that break arithmetic. */
const WILD = [0, 1, 2, 0x7f, 0x80, 0xff, 0x100, 0x7fff, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xfffffff0, 0xffffffff]

/** Some of the first 60 bytes of a few records replaced by wild numbers, sizes left alone or not. */
function withWildFields(random: () => number): Uint8Array {
  const damaged = payload.slice()
  const view = new DataView(damaged.buffer)
  for (let i = 1 + (random() % 6); i > 0; i--) {
    const field = (random() % 4 === 0 ? 0 : 4) + 2 * (random() % 28)
    const at = starts[random() % (starts.length - 1)]! + field
    if (random() & 1) view.setUint32(at, WILD[random() % WILD.length]!, true)
    else view.setUint16(at, WILD[random() % WILD.length]!, true)
  }
  return damaged
}
