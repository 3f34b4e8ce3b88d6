// What is wrong with a header that is no header.
import { FileError, type Where } from './errors.ts'

/** A header that claims more is taken for corrupt: the largest known ones are some tens of MB. */
export const MAX_HEADER_BYTES = 512 * 2 ** 20

/** A header that is no header: `problem` says why. */
export function badHeader(path: string, problem: string, where?: Where): FileError {
  const remedy = 'write the file anew from its source'
  return new FileError('bad-header', path, { problem, remedy, ...(where === undefined ? {} : { where }) })
}

/** A file that ends before its records. */
export function cutHeader(path: string): FileError {
  const remedy = 'copy it again from its source and compare checksums'
  return new FileError('truncated', path, { problem: 'the file ends inside its header', remedy })
}
