// A small BAM file back into header and record bytes, all in memory. For tiling and for tests; it checks little.
import { inflateRawSync } from 'node:zlib'
import type { HeaderContig, SamHeader } from '../sam/sam-header.ts'

const HEADER_BYTES = 18
const TRAILER_BYTES = 8

export interface BamContent {
  readonly header: SamHeader
  /** One view per record, block_size included. */
  readonly records: Uint8Array[]
}

/** @throws Error when the bytes are not BGZF blocks around a BAM file */
export function readBam(bytes: Uint8Array): BamContent {
  const content = inflateBgzf(bytes)
  const view = viewOf(content)
  if (content.length < 12 || view.getUint32(0, true) !== 0x014d4142)
    throw new Error('not a BAM file: its first four bytes are not BAM\\1')
  const textEnd = 8 + view.getInt32(4, true)
  const text = latin1(content.subarray(8, textEnd))
  const { contigs, end } = readContigs(content, textEnd)
  return { header: { text, contigs }, records: splitRecords(content, end) }
}

/** The payloads of all blocks, joined. */
export function inflateBgzf(bytes: Uint8Array): Uint8Array {
  const view = viewOf(bytes)
  const payloads: Uint8Array[] = []
  for (let at = 0; at < bytes.length;) {
    const end = at + view.getUint16(at + 16, true) + 1
    payloads.push(inflateRawSync(bytes.subarray(at + HEADER_BYTES, end - TRAILER_BYTES)))
    at = end
  }
  const joined = Buffer.concat(payloads)
  return new Uint8Array(joined.buffer, joined.byteOffset, joined.length)
}

function readContigs(content: Uint8Array, begin: number): { contigs: HeaderContig[]; end: number } {
  const view = viewOf(content)
  const contigs: HeaderContig[] = []
  let at = begin + 4
  for (let count = view.getInt32(begin, true); count > 0; count--) {
    const lengthAt = at + 4 + view.getInt32(at, true)
    contigs.push({ name: latin1(content.subarray(at + 4, lengthAt - 1)), length: view.getInt32(lengthAt, true) })
    at = lengthAt + 4
  }
  return { contigs, end: at }
}

function splitRecords(content: Uint8Array, begin: number): Uint8Array[] {
  const view = viewOf(content)
  const records: Uint8Array[] = []
  for (let at = begin; at < content.length;) {
    const end = at + 4 + view.getInt32(at, true)
    records.push(content.subarray(at, end))
    at = end
  }
  return records
}

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

export function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
}
