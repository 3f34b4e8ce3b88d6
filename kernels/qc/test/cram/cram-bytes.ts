// Containers, blocks and integers of CRAM, byte by byte under the names of the specification (CRAMv3 sections 2.3, 7 and 8, 2024-09).
// Any field can be set wrong.
import { crc32, deflateRawSync, gzipSync } from 'node:zlib'
import { hex, join, u32 } from '../byte-vectors.ts'

/** The container that ends a file of version 3 (section 9). */
export const EOF_CONTAINER = hex(
  '0f000000 ffffffff0f e0454f46 00 00 00 00 01 00 05bdd94f 00 01 00 06 06 01 00 01 00 01 00 ee63014b',
)
/** Of version 2.1, without checksums. */
export const EOF_CONTAINER_2 = hex('0b000000 ffffffff0f e0454f46 00 00 00 00 01 00 00 01 00 06 06 01 00 01 00 01 00')

/** Of a file of this version. */
export function eofOf(version: number): Uint8Array {
  return version < 0x300 ? EOF_CONTAINER_2 : EOF_CONTAINER
}

export function itf8(value: number): number[] {
  const bits = value >>> 0
  if (bits < 0x80) return [bits]
  if (bits < 0x4000) return [0x80 | (bits >>> 8), bits & 0xff]
  if (bits < 0x20_0000) return [0xc0 | (bits >>> 16), (bits >>> 8) & 0xff, bits & 0xff]
  if (bits < 0x1000_0000) return [0xe0 | (bits >>> 24), (bits >>> 16) & 0xff, (bits >>> 8) & 0xff, bits & 0xff]
  return [0xf0 | (bits >>> 28), (bits >>> 20) & 0xff, (bits >>> 12) & 0xff, (bits >>> 4) & 0xff, bits & 0x0f]
}

/** Values below 2^14, which are all that tests need, are written alike; greater ones take all nine bytes. */
export function ltf8(value: number): number[] {
  if (value < 0x4000) return itf8(value)
  return [0xff, ...new Uint8Array(new BigUint64Array([BigInt(value)]).buffer).toReversed()]
}

/** Bytes as an array with its length in front. */
export function array(bytes: readonly number[]): number[] {
  return [...itf8(bytes.length), ...bytes]
}

export const contentTypes = { compressionHeader: 1, sliceHeader: 2, external: 4, core: 5 } as const

export interface BlockFields {
  /** 0 raw, 1 gzip. */
  readonly method?: number
  readonly contentType: number
  readonly contentId?: number
  readonly data: Uint8Array
  readonly compressed?: Uint8Array
  readonly rawSize?: number
  readonly crc?: number
}

/** A block; its checksum only when the version has one. */
export function block(fields: BlockFields, version = 0x300): Uint8Array {
  const { method = 0, contentType, contentId = 0, data } = fields
  const compressed = fields.compressed ?? (method === 1 ? Uint8Array.from(gzipSync(data)) : data)
  const sizes = [...itf8(compressed.length), ...itf8(fields.rawSize ?? data.length)]
  const bytes = join(Uint8Array.of(method, contentType, ...itf8(contentId), ...sizes), compressed)
  return version >= 0x300 ? join(bytes, u32(fields.crc ?? crc32(bytes))) : bytes
}

export interface ContainerFields {
  readonly contig?: number
  readonly start?: number
  readonly span?: number
  readonly records: number
  readonly blocks: readonly Uint8Array[]
  readonly landmarks?: readonly number[]
  readonly length?: number
  readonly crc?: number
}

export function container(fields: ContainerFields, version = 0x300): Uint8Array {
  const { contig = -2, start = 0, span = 0, records, blocks, landmarks = [] } = fields
  const body = join(...blocks)
  const header = [
    ...u32(fields.length ?? body.length),
    ...[contig, start, span, records].flatMap(itf8),
    ...(version >= 0x300 ? ltf8(0) : itf8(0)), // record counter
    ...ltf8(0), // bases
    ...itf8(blocks.length),
    ...itf8(landmarks.length),
    ...landmarks.flatMap(itf8),
  ]
  const bytes = Uint8Array.from(header)
  return version >= 0x300 ? join(bytes, u32(fields.crc ?? crc32(bytes)), body) : join(bytes, body)
}

/** DEFLATE without a wrapper, for a block whose wrapper is to be wrong. */
export const deflate = deflateRawSync
