// A block (CRAMv3 section 8, 2024-09): its header, its checksum, its bytes. Knows nothing of what the bytes mean.
import {
  BLOCK_CRC_MISMATCH,
  CODEC_FAILED,
  CRAM_HEADER_MALFORMED,
  METHOD_UNKNOWN,
  NEEDS_ROOM,
  OK,
  SIZE_IMPLAUSIBLE,
} from '@genomsyn/abi/assembly/status'
import { crc32 } from '@genomsyn/codecs/assembly/crc32'
import { decodeBlock } from '@genomsyn/codecs/assembly/methods/index'
import { OUTPUT_SLACK, placeScratch, wantedScratch } from '@genomsyn/codecs/assembly/scratch'
import * as arena from './arena'
import { hasChecksums } from './container'
import { fail, status } from './fault'
import * as reader from './header-reader'

/** Content types. */
export const COMPRESSION_HEADER: u32 = 1
export const SLICE_HEADER: u32 = 2
export const EXTERNAL_DATA: u32 = 4
export const CORE_DATA: u32 = 5

const RAW: u32 = 0
const CRC_BYTES: u32 = 4
/** A larger raw size is believed only as far as the compressed bytes may carry it. */
const RAW_BYTES_UNDOUBTED: u32 = 1 << 26
const RATIO_MAX: u64 = 4096
const RAW_BYTES_MAX: u64 = 1 << 29

/** Of the block read last. */
export let start: usize = 0
export let method: u32 = 0
export let contentType: u32 = 0
export let contentId: i32 = 0
export let size: u32 = 0
export let rawSize: u32 = 0
export let data: usize = 0
/** Address behind the block, its checksum included. */
export let next: usize = 0

/** Blocks decompressed since the kernel was made, by content id modulo 256: proof of what is left alone. */
export const DECOMPRESSED: usize = memory.data(256 * 4, 16)

/** Reads the header at `src`; a fault when the block is not whole. */
export function readBlock(src: usize, srcEnd: usize): bool {
  reader.openReader(src, srcEnd)
  start = src
  method = reader.readU8()
  contentType = reader.readU8()
  contentId = reader.readItf8()
  size = <u32>reader.readItf8()
  rawSize = <u32>reader.readItf8()
  data = reader.at
  reader.skipBytes(size)
  if (hasChecksums()) reader.skipBytes(CRC_BYTES)
  next = reader.at
  if (reader.isCut) fail(CRAM_HEADER_MALFORMED, <u64>size, <u64>(srcEnd - src))
  return status == OK
}

/** The CRC32 that the block claims; that of its bytes where the version has none. */
export function claimedCrc(): u32 {
  return hasChecksums() ? load<u32>(data + size) : crc32(data, size)
}

/** Reads the header at `src`, and checks that the block has the CRC32 it claims; the fault names its content id and type. */
export function checkBlock(src: usize, srcEnd: usize): bool {
  if (!readBlock(src, srcEnd)) return false
  if (hasChecksums() && crc32(start, <u32>(data - start) + size) != claimedCrc())
    fail(BLOCK_CRC_MISMATCH, <u32>contentId, contentType)
  return status == OK
}

/** Decompresses the block, which was checked, into the arena. Returns the address of `rawSize` bytes with slack behind, or 0 and a fault. */
export function takeBytes(): usize {
  if (!isPlausible()) fail(SIZE_IMPLAUSIBLE, rawSize, RAW_BYTES_MAX)
  const target = status == OK ? arena.takeLow(<u64>rawSize + OUTPUT_SLACK) : 0
  if (target == 0) return 0
  if (contentType == EXTERNAL_DATA) count((<usize>contentId) & 255)
  return decompress(target) ? target : 0
}

export function isPlausible(): bool {
  if (rawSize <= RAW_BYTES_UNDOUBTED) return true
  return <u64>rawSize <= RAW_BYTES_MAX && <u64>rawSize <= <u64>size * RATIO_MAX
}

function decompress(target: usize): bool {
  if (rawSize == 0) return true
  if (method == RAW) {
    if (size != rawSize) fail(CODEC_FAILED, method, rawSize)
    else memory.copy(target, data, size)
    return status == OK
  }
  placeScratch(arena.low, arena.high - arena.low)
  const written = decodeBlock(method, data, data + size, target, target + rawSize)
  if (written == NEEDS_ROOM) return arena.hasRoom(max(wantedScratch, <u64>(arena.high - arena.low) + 1))
  if (written == METHOD_UNKNOWN) fail(METHOD_UNKNOWN, method, 0)
  else if (<u32>written != rawSize) fail(CODEC_FAILED, method, rawSize)
  return status == OK
}

function count(id: usize): void {
  store<u32>(DECOMPRESSED + 4 * id, load<u32>(DECOMPRESSED + 4 * id) + 1)
}
