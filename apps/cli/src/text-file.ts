// A text file: what this command wrote earlier, or a sheet.
import { readFile } from 'node:fs/promises'
import { FileError, type FileErrorCode } from '@genomsyn/hts'

const problems: Readonly<Record<string, readonly [FileErrorCode, string]>> = {
  ENOENT: ['missing', 'there is no such file'],
  EISDIR: ['directory', 'this is a folder'],
  EACCES: ['unreadable', 'no permission to read it'],
}

/** @throws FileError when it cannot be read */
export async function readTextFile(path: string): Promise<string> {
  return (await readTextBytes(path)).toString('utf8')
}

/**
 * For text that may be in another encoding.
 * @throws FileError when it cannot be read
 */
export async function readTextBytes(path: string): Promise<Buffer> {
  try {
    return await readFile(path)
  } catch (error) {
    const [code, problem] = problems[(error as NodeJS.ErrnoException).code ?? ''] ?? ['unreadable', (error as Error).message]
    throw new FileError(code, path, { problem, remedy: 'check the path' })
  }
}
