// A slice (CRAMv3 section 8.5, 2024-09): its header, its blocks, and its records as rows.
import * as columns from '@genomsyn/bam/assembly/columns'
import * as row from '@genomsyn/bam/assembly/row'
import { CRAM_HEADER_MALFORMED, OK, SIZE_IMPLAUSIBLE } from '@genomsyn/abi/assembly/status'
import * as arena from './arena'
import { prepareBases } from './bases'
import { readSubstitutions } from './base-codes'
import * as block from './block'
import { substitutions } from './compression-header'
import { version } from './container'
import { openBits } from './core-bits'
import { decodeRecord, openRecords } from './decode-record'
import { fail, status } from './fault'
import { openFeatures } from './features'
import * as reader from './header-reader'
import { linkMates, mayNeedNames } from './mates'
import * as names from './names'
import * as needs from './needs'
import * as rows from './rows'
import * as series from './series'
import { AT, END } from './series'

/** Records that so many bytes may hold at most: a record of constant values takes none. */
const RECORDS_UNDOUBTED: u64 = 1 << 16
const RECORDS_PER_BYTE: u64 = 64
const BLOCKS_MAX: u32 = 1 << 14
/** What codecs are given before they ask. */
const SCRATCH_BYTES: u64 = 1 << 18
/** Per block of the slice: u32 address, i32 content id, u32 content type, u32 raw size. */
const ENTRY_BYTES: usize = 16
/** Of a stream without a block. */
const NOTHING: usize = memory.data(64, 16)

export let contig: i32 = -1
/** 0-based, and the reference bases it spans. */
export let start: i32 = 0
export let span: u32 = 0
/** Address of the reference's MD5. */
export let md5: usize = 0
/** Address behind the slice. */
export let next: usize = 0

let blocks: usize = 0
let blockCount: u32 = 0
let embedded: i32 = -1

/** Reads the slice whose header block lies at `src` into rows. A fault when it cannot be read; `identity` tells it from all others. */
export function readSlice(src: usize, srcEnd: usize, wanted: u32, identity: u64): void {
  if (!readSliceHeader(src, srcEnd)) return
  listBlocks(srcEnd)
  if (status == OK) loadStreams()
  if (status != OK) return
  arena.believe(<u64>(next - src))
  openFeatures(
    (wanted & (columns.CIGAR | columns.TEMPLATE_LENGTH | columns.BASES)) != 0,
    (wanted & columns.BASES) != 0,
    <u64>(next - src),
  )
  readRecords(<i32>contigCount)
  if (status == OK) finishRecords(wanted, identity)
}

let contigCount: u32 = 0

export function setContigs(count: u32): void {
  contigCount = count
}

function readSliceHeader(src: usize, srcEnd: usize): bool {
  if (!block.readBlock(src, srcEnd)) return false
  if (block.contentType != block.SLICE_HEADER) fail(CRAM_HEADER_MALFORMED, block.contentType, block.SLICE_HEADER)
  next = block.next
  const bytes = status == OK ? block.takeBytes() : 0
  if (bytes == 0) return false
  reader.openReader(bytes, bytes + block.rawSize)
  contig = reader.readItf8()
  start = reader.readItf8() - 1
  span = <u32>reader.readItf8()
  const records = <u32>reader.readItf8()
  if (version >= 0x300) reader.readLtf8()
  else reader.readItf8()
  blockCount = <u32>reader.readItf8()
  for (let ids = reader.readItf8(); ids > 0 && !reader.isCut; ids--) reader.readItf8()
  embedded = reader.readItf8()
  md5 = reader.at
  reader.skipBytes(16)
  if (reader.isCut || contig < -2) fail(CRAM_HEADER_MALFORMED, 0, 0)
  const most = RECORDS_UNDOUBTED + RECORDS_PER_BYTE * <u64>(srcEnd - src)
  if (<u64>records > most) fail(SIZE_IMPLAUSIBLE, records, most)
  if (blockCount > BLOCKS_MAX) fail(SIZE_IMPLAUSIBLE, blockCount, BLOCKS_MAX)
  rows.placeRows(0, records)
  return status == OK
}

/** Finds the blocks of the slice, and checks that the arena will hold those that are read. */
function listBlocks(srcEnd: usize): void {
  blocks = arena.takeLow(<u64>ENTRY_BYTES * blockCount)
  if (blocks == 0) return
  let bytes = SCRATCH_BYTES + <u64>rows.rowCount * (<u64>row.ROW_BYTES + 8)
  for (let i: u32 = 0; i < blockCount; i++) {
    if (!block.readBlock(next, srcEnd)) return
    const entry = blocks + ENTRY_BYTES * i
    store<u32>(entry, <u32>next)
    store<i32>(entry, block.contentId, 4)
    store<u32>(entry, block.contentType, 8)
    next = block.next
    if (!isBlockRead(entry)) continue
    if (!block.isPlausible()) return fail(SIZE_IMPLAUSIBLE, block.rawSize, block.size)
    bytes += <u64>block.rawSize + 512
  }
  arena.hasRoom(bytes)
}

function isBlockRead(entry: usize): bool {
  if (load<u32>(entry, 8) == block.CORE_DATA) return isStreamRead(0)
  for (let i: usize = 1; i < needs.streamCount; i++) if (isStreamRead(i) && isOf(entry, needs.streamAt(i))) return true
  return false
}

function isStreamRead(index: usize): bool {
  return load<u32>(needs.streamAt(index), needs.IS_READ) != 0
}

function isOf(entry: usize, stream: usize): bool {
  return load<u32>(entry, 8) == block.EXTERNAL_DATA && load<i32>(entry, 4) == load<i32>(stream, needs.CONTENT_ID)
}

function loadStreams(): void {
  openBits(NOTHING, NOTHING)
  if (isStreamRead(0)) loadCore()
  for (let i: usize = 1; i < needs.streamCount && status == OK; i++) {
    if (isStreamRead(i)) loadStream(needs.streamAt(i))
  }
}

function loadCore(): void {
  for (let i: u32 = 0; i < blockCount; i++) {
    const entry = blocks + ENTRY_BYTES * i
    if (load<u32>(entry, 8) != block.CORE_DATA) continue
    const bytes = takeBlock(entry)
    if (bytes != 0) openBits(bytes, bytes + block.rawSize)
    return
  }
}

/** A stream without a block ends at once. */
function loadStream(stream: usize): void {
  const cursor = <usize>load<u32>(stream, needs.CURSOR)
  store<u32>(cursor, <u32>NOTHING, AT)
  store<u32>(cursor, <u32>NOTHING, END)
  for (let i: u32 = 0; i < blockCount; i++) {
    const entry = blocks + ENTRY_BYTES * i
    if (!isOf(entry, stream)) continue
    const bytes = takeBlock(entry)
    store<u32>(cursor, <u32>bytes, AT)
    store<u32>(cursor, <u32>(bytes + (bytes == 0 ? 0 : block.rawSize)), END)
    return
  }
}

function takeBlock(entry: usize): usize {
  return block.readBlock(<usize>load<u32>(entry), next) ? block.takeBytes() : 0
}

function readRecords(contigs: i32): void {
  const at = arena.takeLow(<u64>rows.rowCount * row.ROW_BYTES)
  if (at == 0) return
  rows.placeRows(at, rows.rowCount)
  openRecords(contig, start + 1, contigs)
  readSubstitutions(substitutions)
  for (let i: u32 = 0; i < rows.rowCount && status == OK; i++) decodeRecord(at + row.ROW_BYTES * i, i)
}

function finishRecords(wanted: u32, identity: u64): void {
  const reads = needs.isRead(series.RN)
  linkMates(identity, reads && !needs.mayReadNamesLate)
  if (status == OK && needs.mayReadNamesLate && mayNeedNames) readNamesLate()
  if (status == OK && (wanted & columns.BASES) != 0) prepareBases(longestRead())
}

function readNamesLate(): void {
  needs.activateNames()
  for (let i: usize = 1; i < needs.streamCount && status == OK; i++) if (needs.isStreamOfNames(i)) loadStream(needs.streamAt(i))
  if (status == OK) names.readNames()
  needs.deactivateNames()
}

function longestRead(): u32 {
  let longest: u32 = 0
  for (let i: u32 = 0; i < rows.rowCount; i++)
    longest = max(longest, load<u32>(rows.rows + row.ROW_BYTES * i, row.SEQUENCE_LENGTH))
  return longest
}

/** Address of the embedded reference, decompressed, or 0 when there is none; its bases are `span`. */
export function embeddedReference(): usize {
  if (embedded < 0 || contig < 0) return 0
  for (let i: u32 = 0; i < blockCount; i++) {
    const entry = blocks + ENTRY_BYTES * i
    if (load<u32>(entry, 8) != block.EXTERNAL_DATA || load<i32>(entry, 4) != embedded) continue
    const bytes = takeBlock(entry)
    if (bytes != 0) span = min(span, block.rawSize)
    return bytes
  }
  return 0
}
