// What a shard owns, and what it reports of its seams. A record belongs to the shard that holds its start; records before it are
// read for their depth only. Loci are compared as one number: contig, then position + 1, unplaced records behind all contigs.
import * as report from '@genomsyn/abi/assembly/report'
import * as record from '@genomsyn/bam/assembly/record'
import * as sweep from '@genomsyn/coverage/assembly/sweep'

/** The report block; the host reads it. */
export const REPORT: usize = memory.data(24 * 8, 16)
const NONE: u64 = 0xffffffffffffffff

let first: u64 = 0
let end: u64 = 0
let endContig: i32 = 0
let endPosition: i32 = 0
let previous: u64 = 0
let contigs: u32 = 0

export function openShard(firstContig: u32, firstPosition: u32, lastContig: u32, lastPosition: u32, contigCount: u32): void {
  first = firstContig == 0 && firstPosition == 0 ? 0 : locus(firstContig, <i32>firstPosition)
  end = locus(lastContig, <i32>lastPosition)
  endContig = <i32>lastContig
  endPosition = <i32>lastPosition
  previous = 0
  contigs = contigCount
  memory.fill(REPORT, 0, 24 * 8)
  say(report.FIRST_OWNED, NONE)
  say(report.STOP, NONE)
  say(report.REACH, NONE)
  sweep.openShard(<i32>firstContig, <i32>firstPosition, <i32>lastContig, <i32>lastPosition)
}

export function say(word: u32, value: u64): void {
  store<u64>(REPORT + 8 * <usize>word, value)
}

export function said(word: u32): u64 {
  return load<u64>(REPORT + 8 * <usize>word)
}

/** Locus of the record in view. */
export function currentLocus(): u64 {
  return record.contig < 0 ? locus(contigs, 0) : locus(<u32>record.contig, record.position)
}

export function isBeyond(at: u64): bool {
  return at >= end
}

export function isOwned(at: u64): bool {
  return at >= first
}

/** Whether the record in view starts in the shard. */
export function ownsCurrent(): bool {
  const at = currentLocus()
  return isOwned(at) && !isBeyond(at)
}

/** Whether the record comes before its predecessor; remembers it. */
export function isOutOfOrder(at: u64): bool {
  const before = at < previous
  previous = at
  return before
}

/** Whether an owned record was seen. */
export function ownsAny(): bool {
  return said(report.FIRST_OWNED) != NONE
}

export function noteOwned(where: u64): void {
  say(report.FIRST_OWNED, where)
}

export function noteStop(where: u64): void {
  say(report.STOP, where)
  say(report.ENDED, 1)
}

/** Whether the record in view is the first that the next shard must see too. */
export function isFirstToReachBeyond(): bool {
  return record.contig == endContig && sweep.spanEnd() > endPosition && said(report.REACH) == NONE
}

export function noteReach(where: u64): void {
  say(report.REACH, where)
}

/** Room is asked for: the words that say how much begin as 0. */
export function ask(): void {
  say(report.WANTED_SPAN_BITS, 0)
  say(report.WANTED_NAME_BITS, 0)
  say(report.WANTED_WINDOW_BYTES, 0)
  say(report.WANTED_INPUT_BYTES, 0)
  say(report.WANTED_SLICE_BYTES, 0)
}

/** Leaves word of where a failure lies; a locus below zero is none. */
export function noteFailure(where: u64, claimed: u64, present: u64): void {
  say(report.WHERE, where)
  say(report.CONTIG_PLUS_ONE, <u64>max<i64>(<i64>record.contig + 1, 0))
  say(report.POSITION_PLUS_ONE, <u64>max<i64>(<i64>record.position + 1, 0))
  say(report.CLAIMED, claimed)
  say(report.PRESENT, present)
}

function locus(contig: u32, position: i32): u64 {
  return ((<u64>contig) << 32) | (<u64>(<u32>(position + 1)))
}
