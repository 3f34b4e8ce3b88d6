// Where a record lies, read from its BAM bytes (SAM specification section 4.2, 2024-11-06).
import { viewOf } from './bam-reader.ts'
import type { Placement } from './bam-index.ts'
import { UNMAPPED } from '../sam/flags.ts'

/** One bit for each of M, D, N, = and X. */
const REFERENCE_OPERATIONS = 0b110001101

/** A record without aligned bases takes one position. */
export function placementOf(bytes: Uint8Array): Placement {
  const view = viewOf(bytes)
  const begin = view.getInt32(8, true)
  const unmapped = (view.getUint16(18, true) & UNMAPPED) !== 0
  const length = unmapped ? 0 : spanOf(view)
  return { contig: view.getInt32(4, true), begin, end: begin + Math.max(length, 1), unmapped }
}

/** Reference bases spanned by the CIGAR. */
function spanOf(view: DataView): number {
  const operations = 36 + view.getUint8(12)
  let span = 0
  for (let i = 0; i < view.getUint16(16, true); i++) {
    const word = view.getUint32(operations + 4 * i, true)
    if ((REFERENCE_OPERATIONS >> (word & 15)) & 1) span += word >>> 4
  }
  return span
}
