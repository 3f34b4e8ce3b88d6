// BGZF blocks and BAM records field by field, under the names of the SAM specification (SAMv1 sections 4.1 and 4.2, 2024-11).
// Any field can be set wrong, which packages/simulate would refuse.
import { crc32, deflateRawSync } from 'node:zlib'

export function hex(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text.replaceAll(/\s+/g, ''), 'hex'))
}

/** Bytes field by field: the specification's name beside the hexadecimal digits. */
export function written(...fields: readonly (readonly [name: string, digits: string])[]): Uint8Array {
  return hex(fields.map(([, digits]) => digits).join(''))
}

export function join(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(Buffer.concat(parts))
}

/** The empty block that ends a file (section 4.1.2). */
export const EOF_BLOCK = hex('1f8b0804 00000000 00ff 0600 4243 0200 1b00 0300 00000000 00000000')

export interface BlockFields {
  /** Whole subfields of the extra field before and behind BC. */
  readonly before?: Uint8Array
  readonly behind?: Uint8Array
  readonly CDATA?: Uint8Array
  /** Total block size minus 1. */
  readonly BSIZE?: number
  readonly CRC32?: number
  readonly ISIZE?: number
}

/** One block around a payload; fields that are given stand as they are. */
export function block(payload: Uint8Array, fields: BlockFields = {}): Uint8Array {
  const { before = new Uint8Array(0), behind = new Uint8Array(0), CDATA = deflateRawSync(payload) } = fields
  const extra = before.length + 6 + behind.length
  const size = 12 + extra + CDATA.length + 8
  return join(
    hex('1f8b0804 00000000 00ff'), // ID1 ID2 CM FLG MTIME XFL OS
    u16(extra), // XLEN
    before,
    hex('4243 0200'), // SI1 SI2 SLEN
    u16(fields.BSIZE ?? size - 1),
    behind,
    CDATA,
    u32(fields.CRC32 ?? crc32(payload)),
    u32(fields.ISIZE ?? payload.length),
  )
}

/** Records in blocks of so many inflated bytes, as one run of bytes with the block that ends a file. */
export function blocksOf(payload: Uint8Array, payloadBytes = 65280): Uint8Array {
  const blocks: Uint8Array[] = []
  for (let at = 0; at < payload.length; at += payloadBytes) blocks.push(block(payload.subarray(at, at + payloadBytes)))
  return join(...blocks, EOF_BLOCK)
}

export interface RecordBytesFields {
  readonly block_size?: number
  readonly refID?: number
  readonly pos?: number
  readonly l_read_name?: number
  readonly mapq?: number
  readonly n_cigar_op?: number
  readonly flag?: number
  readonly l_seq?: number
  readonly next_refID?: number
  readonly next_pos?: number
  readonly tlen?: number
  readonly read_name?: string
  /** Text; or the operations as u32 each. */
  readonly cigar?: string | readonly number[]
  readonly seq?: Uint8Array
  readonly qual?: Uint8Array
  readonly tags?: Uint8Array
}

/** A record: a 50M read at position 0 unless fields say otherwise; lengths follow from the contents unless given. */
export function record(fields: RecordBytesFields = {}): Uint8Array {
  const operations = operationsOf(fields.cigar ?? '50M')
  const length = fields.l_seq ?? readLengthOf(operations)
  const name = Buffer.from(`${fields.read_name ?? 'read'}\0`, 'latin1')
  const body = join(
    i32(fields.refID ?? 0),
    i32(fields.pos ?? 0),
    u8(fields.l_read_name ?? name.length),
    u8(fields.mapq ?? 60),
    u16(4680), // bin
    u16(fields.n_cigar_op ?? operations.length),
    u16(fields.flag ?? 0),
    u32(length),
    i32(fields.next_refID ?? -1),
    i32(fields.next_pos ?? -1),
    i32(fields.tlen ?? 0),
    name,
    ...operations.map(u32),
    fields.seq ?? new Uint8Array((length + 1) >> 1).fill(0x11), // A
    fields.qual ?? new Uint8Array(length).fill(30),
    fields.tags ?? new Uint8Array(0),
  )
  return join(u32(fields.block_size ?? body.length), body)
}

/** Two proper mates that face each other, of the given CIGARs. */
export function mates(first: RecordBytesFields, second: RecordBytesFields): Uint8Array[] {
  const [left, right] = [first.pos ?? 0, second.pos ?? 0]
  return [
    record({ flag: 0x1 | 0x2 | 0x20 | 0x40, next_refID: 0, next_pos: right, ...first }),
    record({ flag: 0x1 | 0x2 | 0x10 | 0x80, next_refID: 0, next_pos: left, ...second }),
  ]
}

/** `10S90M` as u32 operations, length << 4 | op (section 4.2). */
export function operationsOf(cigar: string | readonly number[]): readonly number[] {
  if (typeof cigar !== 'string') return cigar
  return (cigar.match(/\d+./g) ?? []).map((each) => Number.parseInt(each, 10) * 16 + 'MIDNSHP=X'.indexOf(each.slice(-1)))
}

function readLengthOf(operations: readonly number[]): number {
  return operations.reduce((sum, operation) => sum + ([0, 1, 4, 7, 8].includes(operation & 15) ? operation >>> 4 : 0), 0)
}

export function u8(value: number): Uint8Array {
  return Uint8Array.of(value)
}

export function u16(value: number): Uint8Array {
  return Uint8Array.of(value, value >> 8)
}

export function u32(value: number): Uint8Array {
  return Uint8Array.of(value, value >> 8, value >> 16, value >> 24)
}

export function i32(value: number): Uint8Array {
  return u32(value)
}
