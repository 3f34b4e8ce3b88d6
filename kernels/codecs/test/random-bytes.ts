// Bytes from a seed, the same on every machine: incompressible, or with the repeats that matches are made of.

/** A generator of 32-bit integers (mulberry32). */
export function randomIntegers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
}

export function randomBytes(length: number, seed: number): Uint8Array {
  const next = randomIntegers(seed)
  return Uint8Array.from({ length }, () => next() & 255)
}

/** Text of a few letters with runs, short repeats and far repeats, as records have them. */
export function repetitiveBytes(length: number, seed: number): Uint8Array {
  const next = randomIntegers(seed)
  const bytes = new Uint8Array(length)
  for (let at = 0; at < length;) {
    const run = 1 + (next() % 40)
    const distance = next() % 3 === 0 ? 0 : 1 + (next() % Math.min(40_000, at + 1))
    for (let i = 0; i < run && at < length; i++, at++) {
      bytes[at] = distance === 0 || distance > at ? 33 + ((next() * 41) % 64) : bytes[at - distance]!
    }
  }
  return bytes
}
