// Little-endian integers and Latin-1 text appended to one growing buffer.

export class ByteWriter {
  #bytes = new Uint8Array(1024)
  #view = new DataView(this.#bytes.buffer)
  #length = 0

  get length(): number {
    return this.#length
  }

  uint8(value: number): void {
    this.#grow(1)
    this.#bytes[this.#length++] = value
  }

  uint16(value: number): void {
    this.#grow(2)
    this.#view.setUint16(this.#length, value, true)
    this.#length += 2
  }

  /** Signed or unsigned: the lowest 32 bits are written. */
  int32(value: number): void {
    this.#grow(4)
    this.#view.setInt32(this.#length, value, true)
    this.#length += 4
  }

  /** Any whole number from 0 to 2^53. */
  uint64(value: number): void {
    this.int32(value % 2 ** 32)
    this.int32(Math.floor(value / 2 ** 32))
  }

  float32(value: number): void {
    this.#grow(4)
    this.#view.setFloat32(this.#length, value, true)
    this.#length += 4
  }

  text(value: string): void {
    this.#grow(value.length)
    for (let i = 0; i < value.length; i++) this.#bytes[this.#length + i] = value.charCodeAt(i)
    this.#length += value.length
  }

  bytes(value: Uint8Array): void {
    this.#grow(value.length)
    this.#bytes.set(value, this.#length)
    this.#length += value.length
  }

  fill(value: number, count: number): void {
    this.#grow(count)
    this.#bytes.fill(value, this.#length, this.#length + count)
    this.#length += count
  }

  /** Overwrites four bytes already written. */
  setInt32(offset: number, value: number): void {
    this.#view.setInt32(offset, value, true)
  }

  /** A copy of what was written; the writer is empty afterwards. */
  take(): Uint8Array {
    return this.takeView().slice()
  }

  /** What was written, only until the next write; the writer is empty afterwards. */
  takeView(): Uint8Array {
    const view = this.#bytes.subarray(0, this.#length)
    this.#length = 0
    return view
  }

  #grow(count: number): void {
    if (this.#length + count <= this.#bytes.length) return
    const larger = new Uint8Array(2 * (this.#length + count))
    larger.set(this.#bytes)
    this.#bytes = larger
    this.#view = new DataView(larger.buffer)
  }
}
