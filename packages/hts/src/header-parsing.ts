// The header of an alignment file of either format, which its first bytes tell.
import type { ParsedHeader } from './alignment-header.ts'
import { parseBamHeader } from './bam-header.ts'
import { parseCramHeader, startsLikeCram } from './cram-header.ts'

/**
 * Reads the header from the first bytes of a BAM or CRAM.
 * @param prefix the file's bytes from offset 0, as many as there are at hand
 * @param complete true when the file has no further bytes
 * @returns null when more bytes are needed
 * @throws FileError when it is neither, or its header is truncated, corrupt or contradicts itself
 */
export function parseHeader(path: string, prefix: Uint8Array, complete: boolean): ParsedHeader | null {
  return (startsLikeCram(prefix) ? parseCramHeader : parseBamHeader)(path, prefix, complete)
}
