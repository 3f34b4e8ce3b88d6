// One sweep for both depths: opens contigs, makes positions final as records move on, and asks for room before it is short of it.
import { NEEDS_ROOM, OK } from '@genomsyn/abi/assembly/status'
import { referenceSpan } from '@genomsyn/bam/assembly/cigar'
import { forgetName } from '@genomsyn/bam/assembly/name'
import * as record from '@genomsyn/bam/assembly/record'
import { CLAIMS, hasRoomForClaims, openClaims } from './claims'
import * as depth from './depth'
import * as groupRings from './group-rings'
import * as names from './live-names'
import * as overlap from './overlap'
import * as territory from './territory'
import * as wgsDepth from './wgs-depth'
import * as wgsRing from './wgs-ring'
import * as window from './window'

let wantsDepth: bool = false
let wantsWgsDepth: bool = false
let excludeFlags: u32 = 0
let minMappingQuality: u32 = 0
let isFastMode: bool = false
let contigLengths: usize = 0

/** Room asked for when `prepare` says NEEDS_ROOM, as powers of two. */
export let wantedSpanBits: u32 = 0
export let wantedNameBits: u32 = 0
let nameBits: u32 = 0

export function setCounts(forDepth: bool, forWgsDepth: bool): void {
  wantsDepth = forDepth
  wantsWgsDepth = forWgsDepth
}

/** Address of one u32 per contig. */
export function setContigLengths(address: usize): void {
  contigLengths = address
}

export function setDepthFilter(flags: u32, mappingQuality: u32, fastMode: bool): void {
  excludeFlags = flags
  minMappingQuality = mappingQuality
  isFastMode = fastMode
}

/** Bytes of rings and tables for the wanted counts, with rings for so many rows of read groups. */
export function bytes(spanBits: u32, bitsOfNames: u32, rows: u32): u64 {
  const positions = <u32>1 << spanBits
  let total: u64 = groupRings.ringBytes(positions, rows)
  if (wantsDepth) total += depth.ringBytes(positions) + names.tableBytes(bitsOfNames)
  if (wantsWgsDepth) total += wgsRing.ringBytes(positions) + names.tableBytes(bitsOfNames)
  return total + 64
}

/** Lays empty rings and tables at `address`, which holds zeros. */
export function place(address: usize, spanBits: u32, bitsOfNames: u32): void {
  const positions = <u32>1 << spanBits
  let at = address
  if (wantsDepth) {
    depth.placeRing(at)
    at += depth.ringBytes(positions)
    names.placeTable(overlap.MATES, at, bitsOfNames)
    at += names.tableBytes(bitsOfNames)
  }
  if (wantsWgsDepth) {
    wgsRing.placeRings(at, positions)
    names.placeTable(CLAIMS, at + wgsRing.ringBytes(positions), bitsOfNames)
    groupRings.placeRings(at + wgsRing.ringBytes(positions) + names.tableBytes(bitsOfNames), positions)
  }
  window.setSpan(positions)
  nameBits = bitsOfNames
}

/** Old table states while items move. */
const OLD_TABLE: usize = memory.data(32, 16)

/** Moves everything live to larger rings and tables at `address`, which holds zeros. */
export function widen(address: usize, spanBits: u32, bitsOfNames: u32): void {
  const positions = <u32>1 << spanBits
  let at = address
  if (wantsDepth) {
    depth.widen(at, positions)
    at += depth.ringBytes(positions)
    moveTable(overlap.MATES, at, bitsOfNames)
    at += names.tableBytes(bitsOfNames)
  }
  if (wantsWgsDepth) {
    wgsRing.widen(at, positions)
    moveTable(CLAIMS, at + wgsRing.ringBytes(positions), bitsOfNames)
    groupRings.widen(at + wgsRing.ringBytes(positions) + names.tableBytes(bitsOfNames), positions)
  }
  window.setSpan(positions)
  nameBits = bitsOfNames
}

function moveTable(state: usize, address: usize, bits: u32): void {
  memory.copy(OLD_TABLE, state, names.STATE_BYTES)
  names.placeTable(state, address, bits)
  names.moveItems(OLD_TABLE, state)
}

/** Starts a shard of loci [first, end). */
export function openShard(firstContig: i32, firstPosition: i32, endContig: i32, endPosition: i32): void {
  window.openShard(firstContig, firstPosition, endContig, endPosition)
  territory.rewind(territory.REGIONS)
  territory.rewind(territory.TERRITORY)
}

/** Makes the sweep ready for the mapped record in view, whose CIGAR is measured; OK or NEEDS_ROOM. */
export function prepare(): i32 {
  if (record.contig != window.contig) openContig(record.contig)
  const start = record.position
  if (start - window.flushed >= window.STEP) flushTo(start)
  if (needsSpan(start)) flushTo(start)
  wantedSpanBits = needsSpan(start) ? bitsFor(<u32>(heldEnd() - window.flushed) + 64) : 0
  wantedNameBits = needsNames(start) ? nameBits + 1 : 0
  return wantedSpanBits == 0 && wantedNameBits == 0 ? OK : NEEDS_ROOM
}

/** Counts the record in view; `owned` when its start lies in the shard. */
export function addRecord(owned: bool): void {
  const end = spanEnd()
  forgetName()
  if (wantsDepth && (record.flag & excludeFlags) == 0 && record.mappingQuality >= minMappingQuality) {
    if (isFastMode) depth.addSpan(end)
    else {
      overlap.correctOverlap(end, owned)
      depth.addRecord(end)
    }
  }
  if (wantsWgsDepth) wgsDepth.addRecord(end, owned)
}

/** Tallies the record in view, which is unmapped and yet has a place and a CIGAR. */
export function addUnmapped(): void {
  if (wantsWgsDepth) wgsDepth.tallyUnmapped()
}

/** The end of the record in view on the reference. */
export function spanEnd(): i32 {
  const end = <i64>record.position + <i64>referenceSpan
  return end > 0x7fffffff ? 0x7fffffff : <i32>end
}

/** All records of the shard were seen. */
export function closeShard(): void {
  closeContig()
  window.openContig(-1, 0)
}

function openContig(index: i32): void {
  closeContig()
  window.openContig(index, load<i32>(contigLengths + 4 * <usize>index))
  if (wantsDepth) overlap.openMates()
  if (wantsWgsDepth) openClaims()
}

function closeContig(): void {
  if (window.contig < 0) return
  flushTo(window.high)
  if (wantsDepth) depth.closeContig()
  if (wantsWgsDepth) {
    wgsRing.closeContig()
    groupRings.closeContig()
  }
}

/** Makes all positions before `position` final. */
function flushTo(position: i32): void {
  const to = min(min(position, window.high), window.reach + 1)
  if (to > window.flushed) {
    if (wantsDepth) depth.flush(window.flushed, to)
    if (wantsWgsDepth) groupRings.flush(window.flushed, to)
    if (wantsWgsDepth) wgsRing.flush(window.flushed, to)
  }
  if (position > window.flushed) window.moveFlushed(min(position, window.high))
}

function needsSpan(start: i32): bool {
  const end = heldEnd()
  return end > start && end - window.flushed >= <i32>window.span - 1
}

function needsNames(start: i32): bool {
  if (hasRoomForNames(start)) return false
  if (wantsDepth) names.expire(overlap.MATES, start)
  if (wantsWgsDepth) names.expire(CLAIMS, start)
  return !hasRoomForNames(start)
}

function hasRoomForNames(start: i32): bool {
  return (!wantsDepth || overlap.hasRoomForMate()) && (!wantsWgsDepth || hasRoomForClaims(<u32>max(heldEnd() - start, 0)))
}

/** Nothing is held behind the shard's end or the contig's, however far the record in view reaches. */
function heldEnd(): i32 {
  return min(spanEnd(), window.high)
}

function bitsFor(positions: u32): u32 {
  return 32 - clz(positions - 1)
}
