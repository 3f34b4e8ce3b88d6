// When a row of a CRAM slice gets its SEQ: where it may have an N, where it may be adapter, and where a count asks for all bases. All
// others are shown without.
import * as report from '@genomsyn/abi/assembly/report'
import * as request from '@genomsyn/abi/assembly/request'
import * as record from '@genomsyn/bam/assembly/record'
import * as row from '@genomsyn/bam/assembly/row'
import { WINDOW } from '@genomsyn/coverage/assembly/adapter'
import { buildBases, isUncertain, isWhole, packBases } from '@genomsyn/cram/assembly/bases'
import { isNoCall } from '@genomsyn/cram/assembly/base-codes'
import { needsReference } from '@genomsyn/cram/assembly/compression-header'
import * as reference from '@genomsyn/cram/assembly/reference'
import * as rows from '@genomsyn/cram/assembly/rows'
import * as slice from '@genomsyn/cram/assembly/slice'
import * as memoryMap from './memory'
import * as shard from './shard'

/**
 * A slice that spans no more is given all its bases at once: 100,000 reads of 150 bases at a depth of 7. Of longer ones, and of those of
 * several contigs, a piece comes from the record on that needs it, so that neither depth nor order of a file decides about memory.
 */
const SLICE_MAX: i64 = 1 << 21
const PIECE: i64 = 1 << 18
/** A record that spans more is given so many. */
const RECORD_MAX: i64 = 1 << 26
const MULTIPLE_CONTIGS: i32 = -2

let hasHost: bool = false
let isEmbedded: bool = false
/** The contig for which was asked last, and the row that asked. */
let askedFor: i32 = -1
let askedBy: usize = 0
/** Whether the host has the MD5 of the slice. */
let isChecked: bool = false
/** Whether the host has been asked and not taken at its word yet. */
let isPending: bool = false

export function openBases(): void {
  hasHost = memoryMap.requested(request.HAS_REFERENCE) != 0
  forget()
}

/** A slice was read. A fault when its embedded reference cannot be. */
export function openSlice(): void {
  const embedded = slice.embeddedReference()
  isEmbedded = embedded != 0
  forget()
  if (!isEmbedded) return
  reference.placeReference(slice.contig, slice.start, slice.span, embedded)
  if (hasNoCalls(embedded, slice.span)) markAll()
}

/**
 * Gives the record in view, of the row at `at`, its SEQ where a count may ask, or asks for `all` of primary records. False when the
 * reference has to come first.
 */
export function prepareRecord(at: usize, all: bool): bool {
  if (record.sequenceLength == 0) return true
  const isAsked = all && record.isPrimary() && shard.ownsCurrent()
  if (record.flag & record.UNMAPPED) {
    if (isAsked) record.setSequence(packBases(at), true)
    return true
  }
  if ((record.flag & record.SECONDARY) != 0 || record.contig < 0) return true
  const mayBeAdapter = record.mappingQuality == 0 && record.sequenceLength >= WINDOW && shard.ownsCurrent()
  if (!isAsked && !mayBeAdapter && load<u32>(at, rows.MAY_HAVE_NO_CALL) == 0) return true
  const start = record.position
  const end = min(load<i32>(at, rows.ALIGNMENT_END), load<i32>(memoryMap.contigLengths + 4 * <usize>record.contig))
  if (isPending) take()
  const isCovered = reference.covers(record.contig, start, end)
  if (!isCovered && mayAsk(at)) {
    ask(at, max(end, start + 1))
    return false
  }
  const isAtHand = isCovered || reference.contig == record.contig
  const sequence = buildBases(at, isAtHand)
  if (isUncertain || (mayBeAdapter && !isAtHand && needsReference)) shard.say(report.BASES_MISSING, 1)
  record.setSequence(sequence, isWhole && isCovered == isAtHand)
  return true
}

function forget(): void {
  reference.forgetReference()
  askedFor = -1
  askedBy = 0
  isPending = isChecked = false
}

/** A row asks once. */
function mayAsk(at: usize): bool {
  return hasHost && needsReference && !isEmbedded && askedBy != at
}

/** The host has written what it was asked for. */
function take(): void {
  isPending = false
  const start = <i32>shard.said(report.REFERENCE_START)
  reference.placeReference(askedFor, start, <u32>shard.said(report.REFERENCE_LENGTH), memoryMap.reference)
}

/** Asks for all that the slice spans, or for a piece of it from the record on, which ends at `end`. */
function ask(at: usize, end: i32): void {
  askedFor = record.contig
  askedBy = at
  isPending = true
  const isSingle = slice.contig != MULTIPLE_CONTIGS
  const sliceEnd = <i64>slice.start + <i64>slice.span
  const isWithin = isSingle && slice.start >= 0 && slice.start <= record.position && <i64>end <= sliceEnd
  const isWhole = isWithin && <i64>slice.span <= SLICE_MAX
  const from = isWhole ? slice.start : record.position
  const to = isWhole ? sliceEnd : max(isSingle ? sliceEnd : <i64>endOnContig(record.contig), <i64>end)
  const limit = isWhole ? SLICE_MAX : min(max(PIECE, <i64>end - <i64>from), RECORD_MAX)
  const contigEnd = <i64>load<i32>(memoryMap.contigLengths + 4 * <usize>record.contig)
  if (<i64>end - <i64>from > limit) shard.say(report.BASES_MISSING, 1)
  shard.say(report.REFERENCE_CONTIG, record.contig)
  shard.say(report.REFERENCE_START, from)
  shard.say(report.REFERENCE_LENGTH, max<i64>(min(min(to, contigEnd) - <i64>from, limit), 0))
  sayChecksum(isSingle && slice.start >= 0)
}

/** The host is told once a slice. */
function sayChecksum(has: bool): void {
  const isDue = has && !isChecked
  shard.say(report.REFERENCE_SLICE_START, isDue ? slice.start : 0)
  shard.say(report.REFERENCE_SLICE_LENGTH, isDue ? slice.span : 0)
  shard.say(report.REFERENCE_MD5, isDue ? load<u64>(slice.md5) : 0)
  shard.say(report.REFERENCE_MD5 + 1, isDue ? load<u64>(slice.md5, 8) : 0)
  isChecked = true
}

/** The end of the last record of the slice on a contig. */
function endOnContig(contig: i32): i32 {
  let end: i32 = 0
  for (let i: u32 = 0; i < rows.rowCount; i++) {
    const at = rows.rows + row.ROW_BYTES * <usize>i
    if (load<i32>(at, row.CONTIG) == contig) end = max(end, load<i32>(at, rows.ALIGNMENT_END))
  }
  return end
}

function hasNoCalls(letters: usize, count: u32): bool {
  for (let i: u32 = 0; i < count; i++) if (isNoCall(load<u8>(letters + i))) return true
  return false
}

function markAll(): void {
  for (let i: u32 = 0; i < rows.rowCount; i++) store<u32>(rows.rows + row.ROW_BYTES * <usize>i, 1, rows.MAY_HAVE_NO_CALL)
}
