// A text file that this command wrote earlier: a plan, or what became of a shard.
import { readFile } from 'node:fs/promises'
import { FileError, type FileErrorCode } from '@genomsyn/hts'

const problems: Readonly<Record<string, readonly [FileErrorCode, string]>> = {
  ENOENT: ['missing', 'there is no such file'],
  EISDIR: ['directory', 'this is a folder'],
  EACCES: ['unreadable', 'no permission to read it'],
}

/** @throws FileError when it cannot be read */
export async function readTextFile(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    const [code, problem] = problems[(error as NodeJS.ErrnoException).code ?? ''] ?? ['unreadable', (error as Error).message]
    throw new FileError(code, path, { problem, remedy: 'check the path' })
  }
}
