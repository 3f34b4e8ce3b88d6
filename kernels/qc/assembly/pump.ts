// Bytes to records to counts: the loop that everything else is called from.
import * as report from '@genomsyn/abi/assembly/report'
import {
  CIGAR_SEQUENCE_MISMATCH,
  NEEDS_ROOM,
  OFFSET_BEYOND_BLOCK,
  OK,
  POSITION_BEYOND_CONTIG,
  RECORD_SIZE_IMPLAUSIBLE,
} from '@genomsyn/abi/assembly/status'
import { expandLongCigar, measureCigar, readLength, referenceSpan } from '@genomsyn/bam/assembly/cigar'
import { forgetQualities } from '@genomsyn/bam/assembly/qualities'
import { isWanted } from '@genomsyn/bam/assembly/read-group'
import * as record from '@genomsyn/bam/assembly/record'
import * as counts from '@genomsyn/counts/assembly/index'
import * as integrity from '@genomsyn/counts/assembly/integrity'
import * as sweep from '@genomsyn/coverage/assembly/sweep'
import * as memoryMap from './memory'
import * as shard from './shard'
import * as stream from './stream'

/** No sequencer writes a record of more than 256 MiB; a larger block_size is damage. */
const RECORD_BYTES_MAX: u32 = 1 << 28
/** No contig is longer (SAMv1 section 1.3, 2024-11), so that no sum of CIGAR operations may pass it. */
const POSITION_MAX: i64 = 0x7ffffffe

/** Bit i: the count with id i. */
export let wanted: u32 = 0
let wantsDepth: bool = false
let contigs: u32 = 0
let isSorted: bool = true

export function openPump(wantedCounts: u32, depth: bool, contigCount: u32): void {
  wanted = wantedCounts
  wantsDepth = depth
  contigs = contigCount
  isSorted = true
}

/** Takes whole blocks from [src, srcEnd) as long as there are any. Returns bytes taken or a status; see `consumed`. */
export function pump(src: usize, srcEnd: usize): i32 {
  let from = src
  consumed = 0
  let status = parse()
  while (status == OK && !shard.said(report.ENDED)) {
    stream.carry()
    const taken = stream.fill(from, srcEnd)
    if (taken < 0) return failInBlock(taken)
    from += <usize>taken
    consumed = <u32>(from - src)
    if (taken == 0) break
    if (stream.startsBeyondBlock()) return failInBlock(OFFSET_BEYOND_BLOCK)
    status = parse()
  }
  return status == OK ? <i32>consumed : status
}

/** Bytes of the input that the last `pump` took, also when it returned a status. */
export let consumed: u32 = 0

function failInBlock(status: i32): i32 {
  record.forget()
  shard.noteFailure(stream.nextBlock() << 16, 0, 0)
  return status
}

/** Reads the records that lie whole in the window. OK, also when the rest is to be carried, or a status. */
function parse(): i32 {
  while (stream.at + 4 <= stream.end) {
    const size = load<u32>(stream.at)
    if (size <= record.FIXED_BYTES || size > RECORD_BYTES_MAX) return failInSize(size)
    const next = stream.at + 4 + <usize>size
    if (next > stream.end) return size + 4 > memoryMap.carryBytes ? askForWindow(size + 4) : OK
    const status = takeRecord(stream.at + 4, size)
    if (status != OK || shard.said(report.ENDED)) return status
    stream.moveTo(next)
  }
  return OK
}

function takeRecord(at: usize, size: u32): i32 {
  const status = record.readRecord(at, size, memoryMap.contigLengths, contigs)
  if (status != OK) return failInRecord(status, size)
  const locus = shard.currentLocus()
  if (shard.isBeyond(locus)) {
    shard.noteStop(stream.virtualOffset(stream.at))
    return OK
  }
  const owned = shard.isOwned(locus)
  const mapped = record.contig >= 0 && (record.flag & record.UNMAPPED) == 0
  if (mapped || record.cigarLength != 0) {
    const seen = measure(mapped, owned)
    if (seen != OK) return seen
  }
  if (shard.isOutOfOrder(locus)) {
    isSorted = false
    shard.say(report.OUT_OF_ORDER, 1)
    integrity.observeOutOfOrder()
  }
  if (owned && !shard.ownsAny()) shard.noteOwned(stream.virtualOffset(stream.at))
  if (!isWanted()) return OK
  if (owned) countOwned()
  if (!wantsDepth || !isSorted || record.position < 0) return OK
  if (mapped) sweep.addRecord(owned)
  else if (owned && record.contig >= 0 && record.cigarLength != 0) sweep.addUnmapped()
  return OK
}

function countOwned(): void {
  forgetQualities()
  counts.observe(wanted)
}

/** Measures the CIGAR of the record in view and readies the sweep for it. Nothing was counted yet when it asks for room. */
function measure(mapped: bool, owned: bool): i32 {
  const long = expandLongCigar()
  measureCigar()
  const disagrees = record.cigarLength != 0 && record.sequenceLength != 0 && readLength != record.sequenceLength
  if (disagrees && mapped) return failInRecord(CIGAR_SEQUENCE_MISMATCH, readLength)
  if (!mapped) return OK
  if (<i64>record.position + <i64>referenceSpan > POSITION_MAX) return failInRecord(POSITION_BEYOND_CONTIG, referenceSpan)
  if (wantsDepth && isSorted && record.position >= 0 && sweep.prepare() == NEEDS_ROOM) return askForSweep()
  if (shard.isFirstToReachBeyond()) shard.noteReach(stream.virtualOffset(stream.at))
  if (owned && long) integrity.observeLongCigar()
  if (owned && sweep.spanEnd() > load<i32>(memoryMap.contigLengths + 4 * <usize>record.contig)) integrity.observePastContigEnd()
  return OK
}

function askForSweep(): i32 {
  shard.say(report.WANTED_SPAN_BITS, sweep.wantedSpanBits)
  shard.say(report.WANTED_NAME_BITS, sweep.wantedNameBits)
  shard.say(report.WANTED_WINDOW_BYTES, 0)
  return NEEDS_ROOM
}

function askForWindow(bytes: u32): i32 {
  shard.say(report.WANTED_SPAN_BITS, 0)
  shard.say(report.WANTED_NAME_BITS, 0)
  shard.say(report.WANTED_WINDOW_BYTES, bytes)
  return NEEDS_ROOM
}

/** The fields of such a record are not read, so it has no locus. */
function failInSize(size: u32): i32 {
  record.forget()
  return failInRecord(RECORD_SIZE_IMPLAUSIBLE, size)
}

function failInRecord(status: i32, claimed: u32): i32 {
  shard.noteFailure(stream.virtualOffset(stream.at), claimed, record.sequenceLength)
  return status
}
