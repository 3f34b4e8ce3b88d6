// BGZF blocks as the host meets them: in headers, indices and checks (SAMv1 section 4.1, 2024-11).
// Not the path of the records: those are inflated by the kernel.
import { crc32, inflateRawSync } from 'node:zlib'
import { FileError, type FileErrorCode } from './errors.ts'

/** No block is longer than this, compressed or inflated. */
export const MAX_BLOCK_BYTES = 65536

/** The empty block that ends a whole file (SAMv1 section 4.1.2, 2024-11). */
export const EOF_MARKER: Uint8Array = Buffer.from('1f8b08040000000000ff0600424302001b0003000000000000000000', 'hex')

/** Bytes before the extra field, and of the CRC32 and ISIZE that end a block. */
const FIXED_HEADER_BYTES = 12
const FOOTER_BYTES = 8

/**
 * Length in bytes of the BGZF block that starts at `offset`, whether or not all of it is there.
 * @returns 0 when its header is cut off, -1 when no block starts there
 */
export function blockLengthAt(bytes: Uint8Array, offset: number): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset + offset, bytes.length - offset)
  if (view.byteLength < FIXED_HEADER_BYTES) return startsLikeBlock(view) ? 0 : -1
  if (!startsLikeBlock(view)) return -1
  const extraEnd = FIXED_HEADER_BYTES + view.getUint16(10, true)
  if (view.byteLength < extraEnd) return 0
  const field = blockSizeField(view, extraEnd)
  return field === -1 ? -1 : view.getUint16(field + 4, true) + 1
}

/**
 * Inflates one whole block and checks it against its CRC32 and length.
 * @throws FileError `corrupt-deflate` or `crc-mismatch` at the block's `fileOffset`
 */
export function inflateBlock(path: string, block: Uint8Array, fileOffset: number): Buffer {
  const view = new DataView(block.buffer, block.byteOffset, block.length)
  const start = FIXED_HEADER_BYTES + view.getUint16(10, true)
  const end = block.length - FOOTER_BYTES
  if (end < start) throw blockError('corrupt-deflate', path, fileOffset)
  const data = inflatePayload(path, block.subarray(start, end), fileOffset)
  const intact = view.getUint32(end + 4, true) === data.length && view.getUint32(end, true) === crc32(data)
  if (!intact) throw blockError('crc-mismatch', path, fileOffset)
  return data
}

/** Magic 1f 8b, method 8, flag FEXTRA; as far as bytes are there. */
function startsLikeBlock(view: DataView): boolean {
  return [0x1f, 0x8b, 8, 4].every((byte, i) => i >= view.byteLength || view.getUint8(i) === byte)
}

/** Address of the subfield "BC" of two bytes, or -1. */
function blockSizeField(view: DataView, extraEnd: number): number {
  let at = FIXED_HEADER_BYTES
  while (at + 4 <= extraEnd) {
    const length = view.getUint16(at + 2, true)
    if (view.getUint8(at) === 0x42 && view.getUint8(at + 1) === 0x43 && length === 2 && at + 6 <= extraEnd) return at
    at += 4 + length
  }
  return -1
}

function inflatePayload(path: string, payload: Uint8Array, fileOffset: number): Buffer {
  try {
    return inflateRawSync(payload, { maxOutputLength: MAX_BLOCK_BYTES })
  } catch {
    throw blockError('corrupt-deflate', path, fileOffset)
  }
}

function blockError(code: FileErrorCode & ('corrupt-deflate' | 'crc-mismatch'), path: string, fileOffset: number): FileError {
  const what =
    code === 'crc-mismatch'
      ? 'the bytes of a BGZF block disagree with its checksum'
      : 'the DEFLATE data of a BGZF block are corrupt'
  const where = { virtualOffset: BigInt(fileOffset) << 16n }
  return new FileError(code, path, { problem: what, remedy: 'copy the file again from its source and compare checksums', where })
}
