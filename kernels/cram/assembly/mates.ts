// Mates of a slice: fragments that point at one another get their mate's flags, place and the template length (CRAMv3 section 10.4,
// 2024-09). Lengths and ties are those of htslib 1.16.1: the leftmost record has the positive one, and of several leftmost the first read.
import { OK } from '@genomsyn/abi/assembly/status'
import * as bam from '@genomsyn/bam/assembly/record'
import * as row from '@genomsyn/bam/assembly/row'
import { failInSlice, status } from './fault'
import * as rows from './rows'

const MATE_IS_REVERSE: u32 = 1
const MATE_IS_UNMAPPED: u32 = 2
const FLAG = row.FLAG
/** mosdepth takes overlap from proper pairs that are no supplementary alignments (overlap.ts). */
const CONSIDERED: u32 = bam.PROPER_PAIR | bam.SUPPLEMENTARY | bam.UNMAPPED

/** Whether a record that is not linked may overlap its mate, so that only names tell. */
export let mayNeedNames: bool = false
let usesText: bool = false

/**
 * Links the records of the slice. `identity` tells the slice from all others of the file; names are told by a number made of it, but for
 * those that were read when `text` counts.
 */
export function linkMates(identity: u64, text: bool): void {
  usesText = text
  mayNeedNames = false
  const count = <i32>rows.rowCount
  for (let i = 0; i < count && status == OK; i++) {
    const record = rowAt(i)
    if (load<i32>(record, rows.MATE_LINE) < 0) finishUnlinked(record, identity + <u64>i)
    else {
      if (load<u32>(record, rows.IS_OPEN) != 0) closeTemplate(i, identity + <u64>i)
      if (status == OK) copyMate(record)
    }
  }
}

/** A new shard has seen no reads. */
export function forgetSpans(): void {
  longestSpan = 0
}

/** A mapped read of the shard spans so many positions: a mate further away than the longest does not overlap. */
export function noteSpan(positions: i32): void {
  longestSpan = max(longestSpan, positions)
}
let longestSpan: i32 = 0

function rowAt(index: i32): usize {
  return rows.rows + row.ROW_BYTES * <usize>index
}

// The template being measured: leftmost and rightmost position, how many begin leftmost, whether all lie on one contig.
let left: i32 = 0
let right: i32 = 0
let leftCount: u32 = 0
let isOnOneContig: bool = true

/** Walks the fragments from record `first` on, closes their circle and gives each its template length. */
function closeTemplate(first: i32, identity: u64): void {
  const start = rowAt(first)
  left = load<i32>(start, row.POSITION) + 1
  right = load<i32>(start, rows.ALIGNMENT_END)
  leftCount = 0
  isOnOneContig = true
  let at = first
  for (;;) {
    measure(rowAt(at), load<i32>(start, row.CONTIG))
    const next = load<i32>(rowAt(at), rows.MATE_LINE)
    if (next == -1) {
      store<i32>(rowAt(at), first, rows.MATE_LINE)
      break
    }
    if (next <= at || next >= <i32>rows.rowCount) return failInSlice()
    at = next
  }
  at = first
  do {
    finishFragment(rowAt(at), hashOf(identity))
    at = load<i32>(rowAt(at), rows.MATE_LINE)
  } while (at != first)
}

function measure(record: usize, contig: i32): void {
  const begin = load<i32>(record, row.POSITION) + 1
  if (begin < left) {
    left = begin
    leftCount = 1
  } else if (begin == left) leftCount++
  right = max(right, load<i32>(record, rows.ALIGNMENT_END))
  if (load<i32>(record, row.CONTIG) != contig) isOnOneContig = false
}

function finishFragment(record: usize, hash: u64): void {
  const length = right - left + 1
  const isLeft = load<i32>(record, row.POSITION) + 1 == left
  const isPositive = isLeft && (leftCount == 1 || (load<u32>(record, FLAG) & bam.FIRST_IN_PAIR) != 0)
  store<i32>(record, !isOnOneContig ? 0 : isPositive ? length : -length, row.TEMPLATE_LENGTH)
  store<u32>(record, 0, rows.IS_OPEN)
  setName(record, hash)
}

/** From the next fragment of the template. */
function copyMate(record: usize): void {
  const mate = rowAt(load<i32>(record, rows.MATE_LINE))
  const mateFlag = load<u32>(mate, FLAG)
  let flag = load<u32>(record, FLAG) | bam.PAIRED
  if (mateFlag & bam.UNMAPPED) flag |= bam.MATE_UNMAPPED
  if (mateFlag & bam.REVERSE) flag |= bam.MATE_REVERSE
  if ((flag | mateFlag) & bam.UNMAPPED) store<i32>(record, 0, row.TEMPLATE_LENGTH)
  store<u32>(record, flag, FLAG)
  store<i32>(record, load<i32>(mate, row.POSITION), row.MATE_POSITION)
  store<i32>(record, load<i32>(mate, row.CONTIG), row.MATE_CONTIG)
}

/** Detached, or without a mate. */
function finishUnlinked(record: usize, identity: u64): void {
  const mateFlags = load<u32>(record, rows.MATE_FLAGS)
  let flag = load<u32>(record, FLAG)
  if (mateFlags & MATE_IS_REVERSE) flag |= bam.PAIRED | bam.MATE_REVERSE
  if (mateFlags & MATE_IS_UNMAPPED) flag |= bam.MATE_UNMAPPED
  if ((flag & bam.PAIRED) == 0) store<i32>(record, -1, row.MATE_CONTIG)
  store<u32>(record, flag, FLAG)
  setName(record, hashOf(identity))
  if ((flag & CONSIDERED) == bam.PROPER_PAIR && mayOverlapMate(record)) mayNeedNames = true
}

function mayOverlapMate(record: usize): bool {
  if (load<i32>(record, row.CONTIG) != load<i32>(record, row.MATE_CONTIG)) return false
  const start = load<i32>(record, row.POSITION)
  const mate = load<i32>(record, row.MATE_POSITION)
  return start <= mate ? mate < load<i32>(record, rows.ALIGNMENT_END) : start - mate <= longestSpan
}

function setName(record: usize, hash: u64): void {
  store<u64>(record, usesText && load<u32>(record, row.NAME_BYTES) != 0 ? 0 : hash, row.NAME_HASH)
}

/** A number that no other template of the file shares, never 0 (the finaliser of MurmurHash3). */
function hashOf(identity: u64): u64 {
  let hash = (identity ^ (identity >> 33)) * 0xff51afd7ed558ccd
  hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53
  return hash | 1
}
