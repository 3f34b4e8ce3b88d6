// One argument of a call: an opened alignment file, or standard input, whose header comes later.
import { type AlignmentFile, openAlignmentFile, UsageError } from '@genomsyn/hts'
import { type InputOptions, openOptions } from './options/input.ts'

/** How a call names standard input. */
const STANDARD_INPUT = '-'

export interface Input {
  /** As sentences name it. */
  readonly name: string
  readonly path: string
  /** Null for standard input. */
  readonly file: AlignmentFile | null
}

/** @throws FileError when the file is bad */
export async function openInput(path: string, options: InputOptions): Promise<Input> {
  if (path === STANDARD_INPUT) return { name: 'standard input', path, file: null }
  return { name: path, path, file: await openAlignmentFile(path, openOptions(options)) }
}

/** @throws UsageError when standard input is a terminal or asked for twice */
export function requireReadable(paths: readonly string[]): void {
  const streams = paths.filter((path) => path === STANDARD_INPUT)
  if (streams.length > 1) throw new UsageError(STANDARD_INPUT, 'standard input can be read only once')
  if (streams.length === 1 && process.stdin.isTTY) {
    throw new UsageError(STANDARD_INPUT, 'standard input is a terminal; pipe a BAM or CRAM into it')
  }
}
