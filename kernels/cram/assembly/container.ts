// The header of a container (CRAMv3 section 7, 2024-09): how far the container reaches, and whether its header is whole.
import { CONTAINER_CRC_MISMATCH, CRAM_HEADER_MALFORMED, OK, SIZE_IMPLAUSIBLE } from '@genomsyn/abi/assembly/status'
import { crc32 } from '@genomsyn/codecs/assembly/crc32'
import { fail, status } from './fault'
import * as reader from './header-reader'

/** A larger container is believed only as far as its records and their bases need it, and where a checksum vouches for the header. */
const BYTES_UNDOUBTED: u64 = 1 << 26
const BYTES_PER_RECORD: u64 = 4096
const BYTES_PER_BASE: u64 = 16
const BYTES_MAX: u64 = 1 << 30
/** Landmarks are read to find the end of the header only. */
const LANDMARKS_MAX: u32 = 1 << 20

/** Major version << 8 | minor. */
export let version: u32 = 0x300
/** Of the container read last: bytes of its header, and of the blocks behind it. */
export let headerBytes: u32 = 0
export let blockBytes: u32 = 0
export let records: u32 = 0
export let blocks: u32 = 0

export function setVersion(fileVersion: u32): void {
  version = fileVersion
}

/** Whether containers and blocks have a CRC32. */
export function hasChecksums(): bool {
  return version >= 0x300
}

function bytesFor(recordCount: u32, bases: u64): u64 {
  if (!hasChecksums()) return BYTES_UNDOUBTED
  return min(BYTES_UNDOUBTED + BYTES_PER_RECORD * recordCount + BYTES_PER_BASE * min(bases, BYTES_MAX), BYTES_MAX)
}

/** Reads the header at `src`. Returns whether it is there as a whole; a fault when it cannot be one. */
export function readContainer(src: usize, srcEnd: usize): bool {
  reader.openReader(src, srcEnd)
  const length = reader.readU32()
  const contig = reader.readItf8()
  reader.readItf8() // start
  reader.readItf8() // span
  const recordCount = reader.readItf8()
  if (version >= 0x300) reader.readLtf8()
  else reader.readItf8()
  const bases = reader.readLtf8()
  const blockCount = reader.readItf8()
  const landmarks = <u32>reader.readItf8()
  if (!reader.isCut && landmarks > LANDMARKS_MAX) fail(SIZE_IMPLAUSIBLE, landmarks, LANDMARKS_MAX)
  for (let i: u32 = 0; i < landmarks && !reader.isCut && status == OK; i++) reader.readItf8()
  const checked = <u32>(reader.at - src)
  const crc = hasChecksums() ? reader.readU32() : 0
  if (reader.isCut || status != OK) return false
  if (hasChecksums() && crc != crc32(src, checked)) fail(CONTAINER_CRC_MISMATCH, crc, crc32(src, checked))
  else if (<u64>length > bytesFor(recordCount, bases)) fail(SIZE_IMPLAUSIBLE, length, bytesFor(recordCount, bases))
  else if (contig < -2 || recordCount < 0 || blockCount < 0) fail(CRAM_HEADER_MALFORMED, 0, 0)
  headerBytes = <u32>(reader.at - src)
  blockBytes = length
  records = <u32>recordCount
  blocks = <u32>blockCount
  return status == OK
}
