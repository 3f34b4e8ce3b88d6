// CRAM files as the host sees them: definition, header and container headers are real, the blocks of records are not (CRAMv3, 2024-09).
import { crc32, gzipSync } from 'node:zlib'

export interface CramContent {
  readonly major?: number
  readonly minor?: number
  readonly text?: string
  /** Method of the header's block: 0 raw, 1 gzip. */
  readonly method?: number
  readonly containers?: readonly TestContainer[]
  readonly end?: boolean
}

/** Start 0-based; contig -1 for records without a position, -2 for those of several contigs. */
export interface TestContainer {
  readonly contig: number
  readonly start?: number
  readonly span?: number
  readonly records?: number
  /** Bytes of its blocks. */
  readonly bytes?: number
}

export const EOF_3 = Buffer.from('0f000000ffffffff0fe0454f4600000000010005bdd94f0001000606010001000100ee63014b', 'hex')
export const EOF_2 = Buffer.from('0b000000ffffffff0fe0454f460000000001000001000606010001000100', 'hex')

export const cramText =
  '@HD\tVN:1.6\tSO:coordinate\n@SQ\tSN:chr1\tLN:300000\tM5:0123456789ABCDEF0123456789ABCDEF\n' +
  '@SQ\tSN:empty\tLN:50000\n@SQ\tSN:chr2\tLN:100000\n@RG\tID:a\tSM:NA12878\n'

export interface SmallCram {
  readonly cram: Buffer
  /** File offsets of the containers of records. */
  readonly offsets: readonly number[]
  readonly end: number
}

export function smallCram({
  major = 3,
  minor = 0,
  text = cramText,
  method = 1,
  containers = [],
  end = true,
}: CramContent = {}): SmallCram {
  const definition = Buffer.concat([Buffer.from('CRAM'), Buffer.of(major, minor), Buffer.alloc(20)])
  const block = headerBlock(text, method, major)
  const parts = [definition, containerHeader({ contig: 0, records: 0, bytes: block.length }, major), block]
  const offsets: number[] = []
  for (const container of containers) {
    offsets.push(Buffer.concat(parts).length)
    parts.push(containerHeader(container, major), Buffer.alloc(container.bytes ?? 100, 0x5a))
  }
  const endAt = Buffer.concat(parts).length
  if (end) parts.push(major < 3 ? EOF_2 : EOF_3)
  return { cram: Buffer.concat(parts), offsets, end: endAt }
}

/** The text of a .crai with one line per container. */
export function craiText(containers: readonly TestContainer[], offsets: readonly number[]): string {
  return containers
    .map(({ contig, start = 0, span = 1, bytes = 100 }, i) => [contig, start + 1, span, offsets[i], 20, bytes].join('\t') + '\n')
    .join('')
}

export function containerHeader({ contig, start = -1, span = 0, records = 1, bytes = 100 }: TestContainer, major = 3): Buffer {
  const numbers = [contig, start + 1, span, records, 0, 150 * records, 1, 1, 0].map(itf8)
  const header = Buffer.concat([int32(bytes), ...numbers])
  return major < 3 ? header : Buffer.concat([header, checksum(header)])
}

function headerBlock(text: string, method: number, major: number): Buffer {
  const raw = Buffer.concat([int32(Buffer.byteLength(text)), Buffer.from(text)])
  const data = method === 1 ? gzipSync(raw) : raw
  const block = Buffer.concat([Buffer.of(method, 0, 0), itf8(data.length), itf8(raw.length), data])
  return major < 3 ? block : Buffer.concat([block, checksum(block)])
}

/** Numbers of up to 28 bits have the same form in LTF8. */
export function itf8(value: number): Buffer {
  if (value < 0 || value >= 2 ** 28)
    return Buffer.of(0xf0 | ((value >>> 28) & 15), value >>> 20, value >>> 12, value >>> 4, value & 15)
  if (value < 0x80) return Buffer.of(value)
  if (value < 0x4000) return Buffer.of(0x80 | (value >> 8), value)
  if (value < 0x200000) return Buffer.of(0xc0 | (value >> 16), value >> 8, value)
  return Buffer.of(0xe0 | (value >> 24), value >> 16, value >> 8, value)
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32LE(value)
  return bytes
}

function checksum(bytes: Buffer): Buffer {
  const crc = Buffer.alloc(4)
  crc.writeUInt32LE(crc32(bytes))
  return crc
}
