// The CORE bit stream of a slice, highest bit first, and the codes that go into it (CRAMv3 section 13, 2024-09).
import { ByteWriter } from '../bam/byte-writer.ts'

export class BitWriter {
  readonly #bytes = new ByteWriter()
  #byte = 0
  #used = 0

  /** The `count` lowest bits of a value, 32 at most. */
  bits(value: number, count: number): void {
    for (let bit = count - 1; bit >= 0; bit--) {
      this.#byte = (this.#byte << 1) | ((value >>> bit) & 1)
      if (++this.#used < 8) continue
      this.#bytes.uint8(this.#byte)
      this.#byte = this.#used = 0
    }
  }

  /** Elias gamma of a value of 1 or more (section 13.7): as many zeros as bits follow the first one. */
  gamma(value: number): void {
    const length = 32 - Math.clz32(value)
    this.bits(0, length - 1)
    this.bits(value, length)
  }

  /** Sub-exponential code of order k (section 13.8). */
  subexponential(value: number, k: number): void {
    const exponent = value < 2 ** k ? k : 31 - Math.clz32(value)
    const ones = value < 2 ** k ? 0 : exponent - k + 1
    this.bits(2 ** ones - 1, ones)
    this.bits(0, 1)
    this.bits(value, exponent)
  }

  /** What was written, filled up with zeros to a whole byte; the writer is empty afterwards. */
  take(): Uint8Array {
    if (this.#used > 0) this.bits(0, 8 - this.#used)
    return this.#bytes.take()
  }
}
