// From the record in view to counts, whatever format it came from: what the shard owns, the order of records, the sweep and the counts.
import * as report from '@genomsyn/abi/assembly/report'
import { CIGAR_SEQUENCE_MISMATCH, NEEDS_ROOM, OK, POSITION_BEYOND_CONTIG } from '@genomsyn/abi/assembly/status'
import { expandLongCigar, measureCigar, readLength, referenceSpan } from '@genomsyn/bam/assembly/cigar'
import { forgetQualities } from '@genomsyn/bam/assembly/qualities'
import { row, selectReadGroup } from '@genomsyn/bam/assembly/read-group'
import * as record from '@genomsyn/bam/assembly/record'
import * as counts from '@genomsyn/counts/assembly/index'
import * as integrity from '@genomsyn/counts/assembly/integrity'
import * as sweep from '@genomsyn/coverage/assembly/sweep'
import * as memoryMap from './memory'
import { currentPlace } from './place'
import * as shard from './shard'

/** No contig is longer (SAMv1 section 1.3, 2024-11), so that no sum of CIGAR operations may pass it. */
const POSITION_MAX: i64 = 0x7ffffffe
/** A BAM keeps a CIGAR of more operations in the CG tag. */
const OPERATIONS_MAX: u32 = 65535

/** Bit i: the count with id i. */
export let wanted: u32 = 0
let wantsDepth: bool = false
let isSorted: bool = true

export function openCounts(wantedCounts: u32, depth: bool): void {
  wanted = wantedCounts
  wantsDepth = depth
  isSorted = true
}

/** Counts the record in view. OK, also when it ends the shard; NEEDS_ROOM before anything of it was counted; or a failure, left in the report. */
export function observe(): i32 {
  const locus = shard.currentLocus()
  if (shard.isBeyond(locus)) {
    shard.noteStop(currentPlace())
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
  if (owned && !shard.ownsAny()) shard.noteOwned(currentPlace())
  if (!selectReadGroup()) return OK
  if (owned) countOwned()
  if (!wantsDepth || !isSorted || record.position < 0) return OK
  if (mapped) sweep.addRecord(owned)
  else if (owned && record.contig >= 0 && record.cigarLength != 0) sweep.addUnmapped()
  return OK
}

function countOwned(): void {
  forgetQualities()
  counts.observe(wanted, row)
}

/** Measures the CIGAR of the record in view and readies the sweep for it. Nothing was counted yet when it asks for room. */
function measure(mapped: bool, owned: bool): i32 {
  const long = expandLongCigar() || (record.isRow && record.cigarLength > OPERATIONS_MAX)
  measureCigar()
  const disagrees = record.cigarLength != 0 && record.sequenceLength != 0 && readLength != record.sequenceLength
  if (disagrees && mapped) return fail(CIGAR_SEQUENCE_MISMATCH, readLength)
  if (!mapped) return OK
  if (<i64>record.position + <i64>referenceSpan > POSITION_MAX) return fail(POSITION_BEYOND_CONTIG, referenceSpan)
  if (wantsDepth && isSorted && record.position >= 0 && sweep.prepare() == NEEDS_ROOM) return askForSweep()
  if (shard.isFirstToReachBeyond()) shard.noteReach(currentPlace())
  if (owned && long) integrity.observeLongCigar()
  if (owned && sweep.spanEnd() > load<i32>(memoryMap.contigLengths + 4 * <usize>record.contig)) integrity.observePastContigEnd()
  return OK
}

function askForSweep(): i32 {
  shard.ask()
  shard.say(report.WANTED_SPAN_BITS, sweep.wantedSpanBits)
  shard.say(report.WANTED_NAME_BITS, sweep.wantedNameBits)
  return NEEDS_ROOM
}

function fail(status: i32, claimed: u32): i32 {
  shard.noteFailure(currentPlace(), claimed, record.sequenceLength)
  return status
}
