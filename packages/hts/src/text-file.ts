// Text inputs, plain or gzipped, as a stream of bytes.
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { FileError, type FileErrorCode } from './errors.ts'
import { readAt, withFile } from './local-file.ts'

/** Bytes per piece: fewer, larger pieces cost fewer trips through the event loop; above 1 MiB nothing is gained. */
const PIECE_BYTES = 2 ** 20

/** What a missing or damaged file is called. */
export interface TextFileCodes {
  readonly missing: FileErrorCode
  readonly damaged: FileErrorCode
}

/** Pieces of a text file; `bytesRead` counts the file's own bytes behind them. */
export interface TextPiece {
  readonly bytes: Buffer
  readonly bytesRead: number
  readonly size: number
}

/**
 * Hands the file to `take`, inflated when it is gzip or BGZF, piece by piece.
 * @throws FileError when it cannot be read, or its compression is damaged or cut short
 */
export async function readText(path: string, codes: TextFileCodes, take: (piece: TextPiece) => void): Promise<void> {
  await withFile(path, codes.missing, async (handle) => {
    const { size } = await handle.stat()
    const [first, second] = await readAt(handle, 0, 2)
    const gzipped = first === 0x1f && second === 0x8b
    const file = handle.createReadStream({ start: 0, autoClose: false, highWaterMark: PIECE_BYTES })
    const text = gzipped ? pipeline(file, createGunzip({ chunkSize: PIECE_BYTES }), endsWithText) : file
    try {
      for await (const bytes of text) take({ bytes: bytes as Buffer, bytesRead: file.bytesRead, size })
    } catch (error) {
      throw damage(path, codes, error as NodeJS.ErrnoException)
    }
  })
}

/** The reader of the text learns of its end and of its errors. */
function endsWithText(): void {}

/** zlib's errors become sentences; others pass. */
function damage(path: string, codes: TextFileCodes, error: NodeJS.ErrnoException): Error {
  if (error.code !== 'Z_DATA_ERROR' && error.code !== 'Z_BUF_ERROR') return error
  const problem = `its gzip data are damaged or cut short (${error.message})`
  return new FileError(codes.damaged, path, { problem, remedy: 'copy it again from its source' })
}
