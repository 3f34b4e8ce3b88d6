// Writes xz files (xz file format 1.2.1, 2024-04) with LZMA2 inside, field by field: also such as no compressor writes.
import { crc32 } from 'node:zlib'
import { LzmaEncoder, type LzmaProperties, type Symbol } from './lzma-writer.ts'

/** A chunk of LZMA2: so many bytes, plain or as LZMA, behind a reset of `dictionary`, `properties`, `state` or nothing. */
export interface Chunk {
  readonly size: number
  readonly plain?: boolean
  readonly reset?: 'dictionary' | 'properties' | 'state' | 'nothing'
  readonly properties?: LzmaProperties
  /** LZMA symbols behind the bytes, whatever they are, and how many bytes they claim to be. */
  readonly extra?: readonly Symbol[]
  readonly extraSize?: number
}

export interface XzOptions {
  /** Of each block. The default is one block of one chunk. */
  readonly blocks?: readonly (readonly Chunk[])[]
  readonly check?: Check
  /** Whether the headers of blocks give sizes. */
  readonly sizes?: boolean
  /** Bytes and numbers by name that are written otherwise. */
  readonly instead?: Readonly<Record<string, number | readonly number[]>>
}

export const CHECKS = { none: 0, 'CRC-32': 1, 'CRC-64': 4, 'SHA-256': 10 } as const
type Check = keyof typeof CHECKS
const CHECK_BYTES = { none: 0, 'CRC-32': 4, 'CRC-64': 8, 'SHA-256': 32 }

export const USUAL: LzmaProperties = { lc: 3, lp: 0, pb: 2 }

export function xz(bytes: Uint8Array, options: XzOptions = {}): Uint8Array {
  const { check = 'CRC-32', instead = {} } = options
  const chunks = options.blocks ?? (bytes.length > 0 ? [[{ size: bytes.length }]] : [])
  const flags = one(instead, 'flags', [0, CHECKS[check]])
  let at = 0
  const blocks = chunks.map((block) => {
    const size = block.reduce((sum, chunk) => sum + chunk.size, 0)
    at += size
    return writeBlock(bytes.subarray(at - size, at), block, options)
  })
  const records = blocks.flatMap(({ unpadded, size }) => [...integer(unpadded), ...integer(size)])
  const index = withCrc(
    padded([...one(instead, 'index', [0]), ...integer(number(instead, 'records', blocks.length)), ...records]),
  )
  const backward = little(number(instead, 'backward size', index.length / 4 - 1), 4)
  const ends = [...backward, ...one(instead, 'footer flags', flags)]
  return Uint8Array.from([
    ...one(instead, 'magic', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0]),
    ...flags,
    ...one(instead, 'flags CRC', little(crc(flags), 4)),
    ...blocks.flatMap(({ written }) => written),
    ...index,
    ...one(instead, 'footer CRC', little(crc(ends), 4)),
    ...ends,
    ...one(instead, 'footer magic', [0x59, 0x5a]),
  ])
}

interface Block {
  readonly written: number[]
  readonly unpadded: number
  readonly size: number
}

function writeBlock(
  bytes: Uint8Array,
  chunks: readonly Chunk[],
  { check = 'CRC-32', sizes = false, instead = {} }: XzOptions,
): Block {
  const data = [...chunksOf(bytes, chunks), ...one(instead, 'end of chunks', [0])]
  const claims = sizes
    ? [...integer(number(instead, 'compressed', data.length)), ...integer(number(instead, 'uncompressed', bytes.length))]
    : []
  const filter = one(instead, 'filter', [0x21, 1, 22])
  const fields = padded([
    0,
    number(instead, 'block flags', sizes ? 0xc0 : 0),
    ...claims,
    ...filter,
    ...one(instead, 'padding', []),
  ])
  fields[0] = number(instead, 'header size', fields.length / 4)
  const header = withCrc(fields)
  const trailer = one(instead, 'check', checkOf(bytes, check))
  const unpadded = number(instead, 'unpadded', header.length + data.length + trailer.length)
  const written = [...header, ...padded(data, number(instead, 'data padding', 0)), ...trailer]
  return { written, unpadded, size: number(instead, 'size', bytes.length) }
}

/** Section 5.3.1, and the forms that chunks.ts gives. */
function chunksOf(bytes: Uint8Array, chunks: readonly Chunk[]): number[] {
  let encoder = new LzmaEncoder(bytes, USUAL)
  let at = 0
  let start = 0
  return chunks.flatMap((chunk, i) => {
    const reset = chunk.reset ?? (i === 0 ? 'dictionary' : 'nothing')
    if (reset === 'dictionary') {
      start = at
      encoder = new LzmaEncoder(bytes.subarray(at), USUAL)
    }
    const from = at
    at += chunk.size
    if (chunk.plain) return [reset === 'dictionary' ? 1 : 2, ...big16(chunk.size - 1), ...bytes.subarray(from, at)]
    const properties = chunk.properties ?? USUAL
    if (reset !== 'nothing') encoder.reset(reset === 'state' ? undefined : properties)
    const data = encoder.encode(from - start, at - start, chunk.extra)
    const size = chunk.size + (chunk.extraSize ?? 0) - 1
    const mode = ['nothing', 'state', 'properties', 'dictionary'].indexOf(reset)
    const brought = mode >= 2 ? [(properties.pb * 5 + properties.lp) * 9 + properties.lc] : []
    return [0x80 + (mode << 5) + (size >> 16), ...big16(size & 0xffff), ...big16(data.length - 1), ...brought, ...data]
  })
}

function checkOf(bytes: Uint8Array, check: Check): number[] {
  if (check === 'CRC-32') return little(crc(bytes), 4)
  if (check === 'CRC-64') return crc64(bytes)
  return Array.from({ length: CHECK_BYTES[check] }, () => 7)
}

/** ECMA-182, bits reflected (section 6). */
function crc64(bytes: Uint8Array): number[] {
  let sum = 0xffff_ffff_ffff_ffffn
  for (const byte of bytes) {
    sum ^= BigInt(byte)
    for (let bit = 0; bit < 8; bit++) sum = (sum >> 1n) ^ (sum & 1n ? 0xc96c_5795_d787_0f42n : 0n)
  }
  return Array.from({ length: 8 }, (_, i) => Number(((sum ^ 0xffff_ffff_ffff_ffffn) >> BigInt(8 * i)) & 255n))
}

/** Section 1.2: seven bits a byte, lowest first. */
export function integer(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) + 128, ...integer(Math.floor(value / 128))]
}

function padded(bytes: readonly number[], filling = 0): number[] {
  return [...bytes, ...Array.from({ length: -bytes.length & 3 }, () => filling)]
}

function withCrc(bytes: readonly number[]): number[] {
  return [...bytes, ...little(crc(bytes), 4)]
}

function crc(bytes: Uint8Array | readonly number[]): number {
  return crc32(Uint8Array.from(bytes))
}

function little(value: number, width: number): number[] {
  return Array.from({ length: width }, (_, i) => Math.floor(value / 256 ** i) % 256)
}

function big16(value: number): number[] {
  return [value >> 8, value & 255]
}

function one(instead: NonNullable<XzOptions['instead']>, name: string, usual: readonly number[]): readonly number[] {
  const given = instead[name]
  return given === undefined ? usual : typeof given === 'number' ? [given] : given
}

function number(instead: NonNullable<XzOptions['instead']>, name: string, usual: number): number {
  const given = instead[name]
  return typeof given === 'number' ? given : usual
}
