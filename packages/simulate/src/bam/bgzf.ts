// BGZF blocks (SAM specification section 4.1, 2024-11-06): payload in, gzip members out. Not a reader.
import { deflateRaw } from 'pako'
import { ByteWriter } from './byte-writer.ts'
import { crc32 } from './crc32.ts'

/** Payload bytes per block, the habit of htslib: room for a deflate stream that grows. */
export const BLOCK_PAYLOAD_BYTES = 0xff00
const MAX_BLOCK_BYTES = 0x10000
const FRAME_BYTES = 26

/** The empty block that ends a file (section 4.1.2). */
export const EOF_BLOCK = Uint8Array.of(
  31, 139, 8, 4, 0, 0, 0, 0, 0, 255, 6, 0, 66, 67, 2, 0, 27, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0,
) // prettier-ignore

/** Where finished blocks go; the receiver owns the chunk. */
export type Sink = (chunk: Uint8Array) => void

/** Payload to raw deflate stream (RFC 1951). */
export type Deflate = (payload: Uint8Array) => Uint8Array

/** Pako at a level from 1 to 9, or stored blocks for level 0: the same bytes on every machine. */
export function deflateAtLevel(level: number): Deflate {
  if (level === 0) return storedDeflate
  return (payload) => deflateRaw(payload, { level: level as 1 })
}

/** One block around a payload of at most 65,280 bytes. */
export function bgzfBlock(payload: Uint8Array, deflate: Deflate): Uint8Array {
  const deflated = deflate(payload)
  const body = deflated.length + FRAME_BYTES <= MAX_BLOCK_BYTES ? deflated : storedDeflate(payload)
  const writer = new ByteWriter()
  writer.bytes(EOF_BLOCK.subarray(0, 16))
  writer.uint16(body.length + FRAME_BYTES - 1)
  writer.bytes(body)
  writer.int32(crc32(payload))
  writer.int32(payload.length)
  return writer.take()
}

/** Collects payload into blocks. A virtual offset is a number: block start * 65536 + offset in the payload. */
export class BgzfWriter {
  readonly #sink: Sink
  readonly #deflate: Deflate
  readonly #payload = new Uint8Array(BLOCK_PAYLOAD_BYTES)
  #used = 0
  #blockStart = 0

  constructor(sink: Sink, deflate: Deflate = deflateAtLevel(6)) {
    this.#sink = sink
    this.#deflate = deflate
  }

  /** Where the next byte goes. */
  get virtualOffset(): number {
    return this.#blockStart * 0x10000 + this.#used
  }

  /** Begins a new block if that many bytes no longer fit into this one. */
  reserve(byteCount: number): void {
    if (this.#used + byteCount > BLOCK_PAYLOAD_BYTES) this.flush()
  }

  write(bytes: Uint8Array): void {
    for (let from = 0; from < bytes.length;) {
      const part = bytes.subarray(from, from + BLOCK_PAYLOAD_BYTES - this.#used)
      this.#payload.set(part, this.#used)
      this.#used += part.length
      from += part.length
      if (this.#used === BLOCK_PAYLOAD_BYTES) this.flush()
    }
  }

  /** Ends the block, if it holds anything. */
  flush(): void {
    if (this.#used === 0) return
    this.#emit(bgzfBlock(this.#payload.subarray(0, this.#used), this.#deflate))
    this.#used = 0
  }

  /** Ends the file. */
  finish(): void {
    this.flush()
    this.#emit(EOF_BLOCK.slice())
  }

  #emit(block: Uint8Array): void {
    this.#blockStart += block.length
    this.#sink(block)
  }
}

/** One final stored block (RFC 1951 section 3.2.4). */
function storedDeflate(payload: Uint8Array): Uint8Array {
  const writer = new ByteWriter()
  writer.uint8(1)
  writer.uint16(payload.length)
  writer.uint16(~payload.length)
  writer.bytes(payload)
  return writer.take()
}
