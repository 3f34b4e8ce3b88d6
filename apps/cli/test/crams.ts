// CRAM files for tests: the simulator's, and where their containers lie.
import { type AlignmentRecord, cramBytes, type CramOptions, craiBytes, eofContainer, type SamHeader } from '@genomsyn/simulate'

export interface WrittenCram {
  readonly bytes: Buffer
  /** File offsets of the containers of records, and of the end-of-file container. */
  readonly offsets: readonly number[]
  readonly end: number
  /** The file `.crai`. */
  readonly crai: Uint8Array
}

/** Some containers, so that there is something to cut. */
export function writeCram(header: SamHeader, records: Iterable<AlignmentRecord>, options: CramOptions = {}): WrittenCram {
  const { cram, index } = cramBytes(header, records, { recordsPerSlice: 300, ...options })
  const offsets = [...new Set(index.map(({ container }) => container))]
  const end = cram.length - eofContainer(options.version ?? '3.0').length
  return { bytes: Buffer.from(cram), offsets, end, crai: craiBytes(index) }
}
