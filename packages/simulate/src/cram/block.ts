// Blocks and container headers (CRAMv3 sections 7 and 8, 2024-09). What lies in a block is not known here.
import { gzip } from 'pako'
import { ByteWriter } from '../bam/byte-writer.ts'
import { crc32 } from '../bam/crc32.ts'
import { writeItf8, writeItf8Array, writeLtf8 } from './itf8.ts'

export type CramVersion = '2.1' | '3.0' | '3.1'

/** How a block is compressed: method 0 or method 1. */
export type CramMethod = 'raw' | 'gzip'

/** Content types of section 8.1. */
export const contentTypes = { fileHeader: 0, compressionHeader: 1, slice: 2, external: 4, core: 5 } as const

export interface Block {
  readonly type: keyof typeof contentTypes
  /** 0 but for external blocks. */
  readonly id: number
  readonly data: Uint8Array
  readonly method: CramMethod
}

export interface ContainerFields {
  /** Bytes of all blocks. */
  readonly length: number
  /** Contig, -1 unplaced, -2 several. */
  readonly contig: number
  /** 1-based; 0 when unplaced or several. */
  readonly start: number
  readonly span: number
  readonly recordCount: number
  /** Records before this container. */
  readonly recordCounter: number
  readonly baseCount: number
  readonly blockCount: number
  /** Where each slice begins, from the end of this header. */
  readonly landmarks: readonly number[]
}

/** Empty containers that end a file (section 9). */
const endOfFile = {
  '2.1': '0b000000ffffffff0fe0454f460000000001000001000606010001000100',
  '3.0': '0f000000ffffffff0fe0454f4600000000010005bdd94f0001000606010001000100ee63014b',
}

export function eofContainer(version: CramVersion): Uint8Array {
  const hex = endOfFile[version === '2.1' ? '2.1' : '3.0']
  return Uint8Array.from(Buffer.from(hex, 'hex'))
}

/** A whole block; one that compression makes longer is left raw. */
export function blockBytes(version: CramVersion, { type, id, data, method }: Block): Uint8Array {
  const zipped = method === 'gzip' ? gzip(data) : data
  const isZipped = zipped.length < data.length
  const body = isZipped ? zipped : data
  const writer = new ByteWriter()
  writer.uint8(isZipped ? 1 : 0)
  writer.uint8(contentTypes[type])
  for (const value of [id, body.length, data.length]) writeItf8(writer, value)
  writer.bytes(body)
  return withChecksum(version, writer)
}

export function containerHeader(version: CramVersion, fields: ContainerFields): Uint8Array {
  const writer = new ByteWriter()
  writer.int32(fields.length)
  for (const value of [fields.contig, fields.start, fields.span, fields.recordCount]) writeItf8(writer, value)
  if (version === '2.1') writeItf8(writer, fields.recordCounter)
  else writeLtf8(writer, fields.recordCounter)
  writeLtf8(writer, fields.baseCount)
  writeItf8(writer, fields.blockCount)
  writeItf8Array(writer, fields.landmarks)
  return withChecksum(version, writer)
}

/** Version 3 has CRC32 behind its structures. */
function withChecksum(version: CramVersion, writer: ByteWriter): Uint8Array {
  if (version === '2.1') return writer.take()
  const bytes = writer.take()
  writer.bytes(bytes)
  writer.int32(crc32(bytes))
  return writer.take()
}
