// The kernel's exports: configure once per file, open per shard, consume windows of compressed bytes, finish. Bytes in, counts out.
import {
  COUNT_OF_COUNTS,
  BLOCKS,
  CONTIG_DEPTH,
  DEPTH,
  DEPTH_WITHOUT,
  WGS_DEPTH,
  WGS_EXCLUSIONS,
} from '@genomsyn/abi/assembly/counts'
import * as report from '@genomsyn/abi/assembly/report'
import * as request from '@genomsyn/abi/assembly/request'
import { NEEDS_ROOM, OK, RECORD_TRUNCATED } from '@genomsyn/abi/assembly/status'
import { FINGERPRINT } from '@genomsyn/abi/assembly/version'
import * as columns from '@genomsyn/bam/assembly/columns'
import { hasReadGroups, readList } from '@genomsyn/bam/assembly/read-group'
import * as record from '@genomsyn/bam/assembly/record'
import * as counts from '@genomsyn/counts/assembly/index'
import { keepRings } from '@genomsyn/coverage/assembly/group-rings'
import * as sweep from '@genomsyn/coverage/assembly/sweep'
import { setFilter } from '@genomsyn/coverage/assembly/wgs-depth'
import { DECOMPRESSED } from '@genomsyn/cram/assembly/block'
import * as containers from './containers'
import * as memoryMap from './memory'
import * as observer from './observe'
import * as pump from './pump'
import * as shard from './shard'
import * as stream from './stream'

const DEPTHS: u32 = (1 << DEPTH) | (1 << CONTIG_DEPTH)
const WGS_DEPTHS: u32 = (1 << WGS_DEPTH) | (1 << WGS_EXCLUSIONS) | (1 << DEPTH_WITHOUT)

/** Hash of the contract this kernel was built with. */
export function fingerprint(): u32 {
  return FINGERPRINT
}

export function requestAddress(): usize {
  return memoryMap.REQUEST
}

export function reportAddress(): usize {
  return shard.REPORT
}

export function contigLengthsAddress(): usize {
  return memoryMap.contigLengths
}

export function regionsAddress(): usize {
  return memoryMap.regions
}

export function territoryAddress(): usize {
  return memoryMap.territoryIntervals
}

export function readGroupsAddress(): usize {
  return memoryMap.readGroups
}

export function inputAddress(): usize {
  return memoryMap.input
}

/** Bytes that fit at `inputAddress`. */
export function inputBytes(): u32 {
  return memoryMap.inputBytes
}

/**
 * Where the host writes the reference bases that NEEDS_REFERENCE asks for, in upper case; valid until the next call. 0 when memory ends.
 */
export function referenceAddress(): usize {
  return memoryMap.layReference(<usize>shard.said(report.REFERENCE_LENGTH)) ? memoryMap.reference : 0
}

/** u32 per content id modulo 256: external blocks of slices decompressed since the kernel was made. Tests read it. */
export function decompressedAddress(): usize {
  return DECOMPRESSED
}

export function countAddress(id: u32): usize {
  return counts.addressOf(id)
}

/** u64 words at `countAddress`. */
export function countLength(id: u32): u32 {
  return counts.lengthOf(id, memoryMap.requested(request.CONTIG_COUNT))
}

/** The same count in a row of the table by read group, as long; 0 where it is not kept by read group. */
export function rowAddress(id: u32, row: u32): usize {
  return row < memoryMap.readGroupRows() ? counts.rowAddressOf(id, row) : 0
}

/** Whether a shard was opened and not finished. */
let isOpen: bool = false

/** Lays memory out for the file described in the request block; NEEDS_ROOM when there is not enough. Addresses are valid from here on. */
export function configure(): i32 {
  abandon()
  const wanted = memoryMap.requested(request.COUNTS_WANTED)
  sweep.setCounts((wanted & DEPTHS) != 0, (wanted & WGS_DEPTHS) != 0)
  keepRings((wanted & (1 << DEPTH_WITHOUT)) != 0 && memoryMap.readGroupRows() != 0)
  if (!memoryMap.layOut()) return NEEDS_ROOM
  sweep.setContigLengths(memoryMap.contigLengths)
  sweep.setDepthFilter(
    memoryMap.requested(request.DEPTH_EXCLUDE_FLAGS),
    memoryMap.requested(request.DEPTH_MIN_MAPPING_QUALITY),
    isFastMode(),
  )
  setFilter(memoryMap.requested(request.WGS_MIN_MAPPING_QUALITY), memoryMap.requested(request.WGS_MIN_BASE_QUALITY))
  return OK
}

/** Clears all counts and begins the shard described in the request block. */
export function open(): void {
  abandon()
  isOpen = true
  const wanted = memoryMap.requested(request.COUNTS_WANTED)
  const contigs = memoryMap.requested(request.CONTIG_COUNT)
  for (let id: u32 = 0; id < <u32>COUNT_OF_COUNTS; id++) {
    memory.fill(counts.addressOf(id), 0, 8 * <usize>counts.lengthOf(id, contigs))
  }
  counts.clearRows()
  readList(memoryMap.readGroupRows(), memoryMap.requested(request.COUNT_UNGROUPED) != 0)
  shard.openShard(
    memoryMap.requested(request.FIRST_CONTIG),
    memoryMap.requested(request.FIRST_POSITION),
    memoryMap.requested(request.END_CONTIG),
    memoryMap.requested(request.END_POSITION),
    contigs,
  )
  observer.openCounts(wanted, (wanted & (DEPTHS | WGS_DEPTHS)) != 0)
  record.expectRows(memoryMap.isCram())
  if (memoryMap.isCram()) openCram(wanted, contigs)
  else openBam(wanted, contigs)
}

function openBam(wanted: u32, contigs: u32): void {
  stream.openStream(
    memoryMap.requestedWide(request.FIRST_BLOCK),
    memoryMap.requested(request.FIRST_WITHIN),
    memoryMap.requestedWide(request.END_BLOCK),
    (wanted & (1 << BLOCKS)) != 0,
  )
  pump.openPump(contigs)
}

function openCram(wanted: u32, contigs: u32): void {
  containers.openContainers(columnsOf(wanted), contigs, memoryMap.requestedWide(request.FIRST_BLOCK))
  containers.digestContainers(memoryMap.requestedWide(request.END_BLOCK), (wanted & (1 << BLOCKS)) != 0)
}

/** Ownership and order are told from FLAG and locus, whatever is counted. Depth in fast mode asks nothing of mates. */
function columnsOf(wanted: u32): u32 {
  const always = columns.FLAG | columns.LOCUS | (hasReadGroups() ? columns.READ_GROUP : 0)
  if ((wanted & DEPTHS) == 0 || !isFastMode()) return always | counts.needsOf(wanted)
  return always | counts.needsOf(wanted & ~DEPTHS) | columns.CIGAR | columns.MAPPING_QUALITY
}

function isFastMode(): bool {
  return memoryMap.requested(request.DEPTH_FAST_MODE) != 0
}

/**
 * Reads the whole blocks (of a CRAM: containers) among the first `length` bytes at `inputAddress`. Returns the bytes taken: the host moves the rest to the
 * front, adds more and calls again, until the report says ENDED or the file does. A status below zero ends the shard, except NEEDS_ROOM:
 * then `consumedBytes` were taken, and the host calls `enlarge` before it goes on; and except NEEDS_REFERENCE, where it writes bases first.
 */
export function consume(length: u32): i32 {
  const end = memoryMap.input + min(length, memoryMap.inputBytes)
  return memoryMap.isCram() ? containers.pumpContainers(memoryMap.input, end) : pump.pump(memoryMap.input, end)
}

export function consumedBytes(): u32 {
  return memoryMap.isCram() ? containers.consumed : pump.consumed
}

/**
 * Makes the room that the report asks for; NEEDS_ROOM when memory ends. Addresses of rings and windows change, those of counts do not;
 * what stood in the input window stands in the larger one.
 */
export function enlarge(): i32 {
  const bytes = <u32>shard.said(report.WANTED_WINDOW_BYTES)
  if (bytes != 0) return enlargeWindow(bytes)
  const container = shard.said(report.WANTED_INPUT_BYTES)
  if (container != 0) return memoryMap.enlargeInput(container) ? OK : NEEDS_ROOM
  const slice = shard.said(report.WANTED_SLICE_BYTES)
  if (slice != 0) return enlargeSlice(slice)
  const span = <u32>shard.said(report.WANTED_SPAN_BITS)
  return memoryMap.widenSweep(span, <u32>shard.said(report.WANTED_NAME_BITS)) ? OK : NEEDS_ROOM
}

/** The stream ended or the shard did: makes all positions final and brings every count to its place. */
export function finish(): i32 {
  close()
  if (memoryMap.isCram() || shard.said(report.ENDED) != 0 || stream.at == stream.end) return OK
  record.forget()
  shard.noteFailure(
    stream.virtualOffset(stream.at),
    stream.at + 4 <= stream.end ? load<u32>(stream.at) + 4 : 4,
    stream.end - stream.at,
  )
  return RECORD_TRUNCATED
}

/** A shard that failed or was given up leaves nothing behind. */
function abandon(): void {
  if (isOpen) close()
}

/** A sweep keeps both of its counts; the one that is not wanted is emptied too, so that the next shard does not find it. */
function close(): void {
  isOpen = false
  sweep.closeShard()
  const wanted = observer.wanted
  counts.collect(wanted | (wanted & DEPTHS ? DEPTHS : 0) | (wanted & WGS_DEPTHS ? WGS_DEPTHS : 0))
}

function enlargeWindow(bytes: u32): i32 {
  const where = stream.virtualOffset(stream.at)
  if (!memoryMap.layWindow(max(2 * memoryMap.carryBytes, bytes + (bytes >> 2)))) return NEEDS_ROOM
  stream.carryOver(where)
  return OK
}

function enlargeSlice(bytes: u64): i32 {
  containers.forgetArena()
  return memoryMap.laySlice(bytes) ? OK : NEEDS_ROOM
}
