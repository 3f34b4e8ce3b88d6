// What a whole file ends with: BGZF's empty block (SAMv1 section 4.1.2, 2024-11), or CRAM's empty container (CRAMv3 section 9, 2024-09;
// CRAMv2.1 section 9, 2014-01).
import type { Format } from './alignment-header.ts'
import { EOF_MARKER } from './bgzf.ts'
import { FileError } from './errors.ts'

const CONTAINER_3 = Buffer.from('0f000000ffffffff0fe0454f4600000000010005bdd94f0001000606010001000100ee63014b', 'hex')
const CONTAINER_2 = Buffer.from('0b000000ffffffff0fe0454f460000000001000001000606010001000100', 'hex')
/** Of the fifth byte of -1 in ITF8 only the low four bits count. */
const LAST_BYTE_OF_CONTIG = 8

/** No marker is longer. */
export const END_BYTES = CONTAINER_3.length

/** True when `tail`, the last bytes of a file, ends with what ends a whole one. */
export function endsWhole(format: Format, tail: Uint8Array): boolean {
  const marker = format.name === 'BAM' ? EOF_MARKER : format.version.major < 3 ? CONTAINER_2 : CONTAINER_3
  if (tail.length < marker.length) return false
  const end = Buffer.from(tail.subarray(-marker.length))
  if (format.name === 'CRAM') end[LAST_BYTE_OF_CONTIG]! &= 0x0f
  return end.equals(marker)
}

/** What to say of a file without it; `size` is where it should be. */
export function missingEnd(path: string, format: Format, size: number): FileError {
  const isBam = format.name === 'BAM'
  const marker = isBam ? 'BGZF end-of-file block' : 'CRAM end-of-file container'
  return new FileError('missing-eof', path, {
    problem: `the ${marker} is missing, so the file is probably cut short`,
    remedy: 'copy it again from its source, or pass --allow-missing-eof if it is known to be whole',
    where: isBam ? { virtualOffset: BigInt(size) << 16n } : { container: size },
  })
}
