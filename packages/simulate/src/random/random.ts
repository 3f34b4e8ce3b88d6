// A seeded generator of whole numbers: sfc32 by Chris Doty-Humphrey (PractRand 0.94). Integers only, so that
// every machine draws the same; not for cryptography.

const TWO_32 = 2 ** 32
/** Sum of four 16-bit uniforms: its mean, and its standard deviation times 1, rounded. */
const BELL_MEAN = 131070
const BELL_DEVIATION = 37837

export class Random {
  #a: number
  #b: number
  #c: number
  #counter = 1

  /** Streams of one seed are independent of each other. */
  constructor(seed: number, stream = 0) {
    this.#a = seed | 0
    this.#b = Math.floor(seed / TWO_32) | 0
    this.#c = stream | 0
    for (let i = 0; i < 15; i++) this.next()
  }

  /** Uniform over 0..2^32-1. */
  next(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0
    this.#counter = (this.#counter + 1) | 0
    this.#a = this.#b ^ (this.#b >>> 9)
    this.#b = (this.#c + (this.#c << 3)) | 0
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0
    return sum >>> 0
  }

  /** Uniform over 0..bound-1, for bounds up to 2^21. */
  below(bound: number): number {
    return Math.floor((this.next() * bound) / TWO_32)
  }

  /** Uniform over low..high, both included. */
  between(low: number, high: number): number {
    return low + this.below(high - low + 1)
  }

  /** True that often in 100,000 times. */
  chance(per100000: number): boolean {
    return this.below(100_000) < per100000
  }

  /** Near-normal whole numbers, never further than 3.46 standard deviations from the mean. */
  bell(mean: number, deviation: number): number {
    const high = this.next()
    const low = this.next()
    const sum = (high >>> 16) + (high & 0xffff) + (low >>> 16) + (low & 0xffff)
    return mean + Math.floor(((sum - BELL_MEAN) * deviation) / BELL_DEVIATION)
  }

  pick<T>(choices: readonly T[]): T {
    return choices[this.below(choices.length)]!
  }
}

/** 32 well-mixed bits of a whole number: the finaliser of MurmurHash3. For facts that belong to a place. */
export function mix(value: number): number {
  let bits = value | 0
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return (bits ^ (bits >>> 16)) >>> 0
}
