// The header of a container (CRAMv3 section 7, 2024-09): where its records lie and how long it is. Its blocks are the kernel's.
import { crc32 } from 'node:zlib'
import type { CramVersion } from './alignment-header.ts'
import { CramReader, OutOfBytes } from './cram-reader.ts'

/** Contigs that are none: records without a position, and records of several contigs. */
export const UNPLACED = -1
export const MULTIPLE_CONTIGS = -2

/** A header that claims more slices is damaged: the most ever seen is some dozens. */
const MAX_LANDMARKS = 65536

export interface ContainerHeader {
  /** Bytes of this header. */
  readonly headerBytes: number
  /** Bytes of the blocks behind it. */
  readonly blockBytes: number
  /** Index in the SAM header, UNPLACED or MULTIPLE_CONTIGS. */
  readonly contig: number
  /** Of the container's records, 0-based. */
  readonly start: number
  /** Positions from `start` on that they cover. */
  readonly span: number
  readonly recordCount: number
  /** False when its CRC32, which version 2.1 does not have, disagrees, or a number is none that a container can have. */
  readonly intact: boolean
}

/** Box: length i32 | contig, start, span, records itf8 | counter | bases ltf8 | blocks, landmarks itf8 … | CRC32 u32 from 3.0 on */
export function readContainerHeader(bytes: Uint8Array, at: number, { major }: CramVersion): ContainerHeader | null {
  try {
    const reader = new CramReader(bytes, at)
    const blockBytes = reader.i32()
    const [contig, start, span, recordCount] = [reader.itf8(), reader.itf8(), reader.itf8(), reader.itf8()]
    if (major < 3) reader.itf8()
    else reader.ltf8()
    reader.ltf8()
    reader.itf8()
    const landmarks = reader.itf8()
    const plausible =
      blockBytes >= 0 && contig >= MULTIPLE_CONTIGS && recordCount >= 0 && landmarks >= 0 && landmarks <= MAX_LANDMARKS
    for (let left = plausible ? landmarks : 0; left > 0; left--) reader.itf8()
    const end = reader.at
    const intact = plausible && (major < 3 || reader.u32() === crc32(bytes.subarray(at, end)))
    return { headerBytes: reader.at - at, blockBytes, contig, start: start - 1, span, recordCount, intact }
  } catch (error) {
    if (error instanceof OutOfBytes) return null
    throw error
  }
}
