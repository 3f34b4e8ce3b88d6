// Numbers of a CRAM as the host meets them: in the file definition and in headers (CRAMv3 section 2.3, 2024-09).

/** More bytes are needed than there are. */
export class OutOfBytes extends Error {}

/** Reads one number after the other. @throws OutOfBytes past the end */
export class CramReader {
  readonly #view: DataView
  at: number

  constructor(bytes: Uint8Array, at = 0) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
    this.at = at
  }

  u8(): number {
    this.#require(1)
    return this.#view.getUint8(this.at++)
  }

  i32(): number {
    this.#require(4)
    this.at += 4
    return this.#view.getInt32(this.at - 4, true)
  }

  u32(): number {
    return this.i32() >>> 0
  }

  /** 1 to 5 bytes, 32 bits with a sign; the fifth byte holds four of them. */
  itf8(): number {
    const first = this.u8()
    if (first >= 0xf0) return ((first & 0x0f) << 28) | (this.#bigEndian(3) << 4) | (this.u8() & 0x0f)
    const more = leadingOnes(first)
    return ((first & (0x7f >> more)) << (8 * more)) | this.#bigEndian(more)
  }

  /** 1 to 9 bytes, 64 bits; beyond 2^53 not exact. */
  ltf8(): number {
    const first = this.u8()
    const more = leadingOnes(first)
    let value = more >= 7 ? 0 : first & (0x7f >> more)
    for (let left = more; left > 0; left--) value = value * 256 + this.u8()
    return value
  }

  skip(bytes: number): void {
    this.#require(bytes)
    this.at += bytes
  }

  #bigEndian(bytes: number): number {
    let value = 0
    for (let left = bytes; left > 0; left--) value = (value << 8) | this.u8()
    return value
  }

  #require(bytes: number): void {
    if (this.at + bytes > this.#view.byteLength) throw new OutOfBytes()
  }
}

/** Of a byte, from its highest bit on. */
function leadingOnes(byte: number): number {
  return Math.clz32(~(byte << 24))
}
