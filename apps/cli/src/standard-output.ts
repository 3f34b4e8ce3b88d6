// Standard output: a reader that went away is none of our business, a full disk behind it is.
import { FileError } from '@genomsyn/hts'

/** Waits until the text is written. */
export async function print(text: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    process.stdout.write(text, (error) => (error && !isBrokenPipe(error) ? reject(unwritable(error)) : resolve()))
  })
}

/** Without a listener a closed pipe would end the process with a stack; `print` tells of all else. */
export function ignoreBrokenPipe(): void {
  process.stdout.on('error', () => undefined)
}

function isBrokenPipe(error: NodeJS.ErrnoException): boolean {
  return error.code === 'EPIPE'
}

function unwritable(error: NodeJS.ErrnoException): FileError {
  const full = error.code === 'ENOSPC'
  return new FileError(full ? 'disk-full' : 'output-unwritable', 'standard output', {
    problem: full ? 'the disk is full' : `it cannot be written (${error.code})`,
    remedy: 'write to another place',
  })
}
