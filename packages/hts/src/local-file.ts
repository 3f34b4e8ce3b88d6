// Files of this machine: opening, reading at an offset, and what the system's refusals mean.
import { type FileHandle, open, readFile } from 'node:fs/promises'
import { FileError, type FileErrorCode } from './errors.ts'

/**
 * Opens a regular file, lets `use` read it, and closes it.
 * @param missingCode what it is called when there is no such file
 * @throws FileError when it is missing, a directory, no regular file, or may not be read
 */
export async function withFile<T>(path: string, missingCode: FileErrorCode, use: (handle: FileHandle) => Promise<T>): Promise<T> {
  const handle = await refusing(path, missingCode, async () => await open(path, 'r'))
  try {
    await requireRegularFile(path, handle)
    return await refusing(path, missingCode, async () => await use(handle))
  } finally {
    await handle.close()
  }
}

/** The whole file. @throws FileError as `withFile` does */
export async function readWhole(path: string, missingCode: FileErrorCode): Promise<Buffer> {
  return await withFile(path, missingCode, async (handle) => await readFile(handle))
}

/** Up to `length` bytes from `offset`; fewer at the end of the file. */
export async function readAt(handle: FileHandle, offset: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length)
  let filled = 0
  while (filled < length) {
    const { bytesRead } = await handle.read(bytes, filled, length - filled, offset + filled)
    if (bytesRead === 0) break
    filled += bytesRead
  }
  return bytes.subarray(0, filled)
}

async function requireRegularFile(path: string, handle: FileHandle): Promise<void> {
  const stats = await handle.stat()
  if (stats.isDirectory()) throw new FileError('directory', path, { problem: 'this is a directory', remedy: 'name a file in it' })
  if (stats.isFile()) return
  throw new FileError('unreadable', path, {
    problem: 'this is a pipe or a device, not a file',
    remedy: "give its content as standard input, with '-'",
  })
}

/** Turns the system's error codes into sentences; other errors pass. */
async function refusing<T>(path: string, missingCode: FileErrorCode, act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (error) {
    throw systemRefusal(path, missingCode, error as NodeJS.ErrnoException)
  }
}

function systemRefusal(path: string, missingCode: FileErrorCode, error: NodeJS.ErrnoException): Error {
  switch (error.syscall === undefined ? undefined : error.code) {
    case undefined:
      return error
    case 'ENOENT':
    case 'ENOTDIR':
      return new FileError(missingCode, path, { problem: 'there is no such file', remedy: 'check the path' })
    case 'EACCES':
    case 'EPERM':
      return new FileError('unreadable', path, { problem: 'no permission to read it', remedy: 'ask its owner for read access' })
    default:
      return new FileError('unreadable', path, {
        problem: `the system cannot read it (${error.code})`,
        remedy: 'check the disk or the network share',
      })
  }
}
