// Depth as Picard's CollectWgsMetrics counts it (Picard 2.27.5, CollectWgsMetrics.java, AbstractWgsMetricsCollector.java): bases of
// sufficient quality that are no N, each read name once per position, at territory positions only.
//
//   bases        |q q q q q q q q q q q q q q q q|   sixteen at a time
//   passing      quality >= minimum, not N           the others are left out for BASEQ
//   claimed      positions of earlier namesakes      a passing base there is left out for OVERLAP
//   ring         one u8 of depth per position
import * as exclusions from '@genomsyn/abi/assembly/exclusions'
import { alignedBases, consumesRead, consumesReference, isAligned } from '@genomsyn/bam/assembly/cigar'
import * as record from '@genomsyn/bam/assembly/record'
import { firstLanes, hasNoCall, noCalls, prepareLanes } from '@genomsyn/bam/assembly/sequence'
import { isAdapter, prepareAdapters } from './adapter'
import { beginClaims, beginsByte, claim, claimed, claimWhole, endClaims, liveReads, mayMeet } from './claims'
import { following, intervalEnd, intervalStart, REGIONS, seek, TERRITORY, touches } from './territory'
import { tallyBases, tallyRead } from './wgs-exclusions'
import * as ring from './wgs-ring'
import * as window from './window'

/** Bases of this quality or less never count, whatever the minimum (SamLocusIterator's caller, Picard 2.27.5). */
const QUALITY_NEVER_COUNTED: u32 = 2
/** A u8 of depth cannot overflow below so many live reads. */
const SHALLOW_READS: u32 = 255

let minMappingQuality: u32 = 20
let minBaseQuality: u32 = 20

// What the current read makes necessary.
let hasN: bool = false
let hasQualities: bool = false
let isPlain: bool = false
/** The first interval of the territory that ends behind its start. */
let nearest: usize = 0

export function setFilter(mappingQuality: u32, baseQuality: u32): void {
  prepareAdapters()
  prepareLanes()
  minMappingQuality = mappingQuality
  minBaseQuality = max<u32>(baseQuality, QUALITY_NEVER_COUNTED + 1)
}

/** Counts the record in view, which ends at `end`; `owned` when it starts in the shard. */
export function addRecord(end: i32, owned: bool): void {
  const reason = exclusionReason()
  if (owned && touches(REGIONS, record.contig, record.position, end)) {
    tallyRead(reason < 0 ? exclusions.COUNTED : <u32>reason, reason < 0 ? 0 : alignedBases)
  }
  if (reason >= 0 || record.sequenceLength == 0) return
  nearest = seek(TERRITORY, record.contig, record.position)
  if (nearest != 0) countRecord(end)
}

/**
 * Picard's filters see unmapped records too, with the bases of their CIGAR where they have one, and take them to lie at their start
 * only (htsjdk 3.0.1, SAMRecord.getAlignmentEnd). None of them counts.
 */
export function tallyUnmapped(): void {
  const reason = exclusionReason()
  if (reason < 0 || reason == exclusions.QC_FAIL) return
  if (touches(REGIONS, record.contig, record.position, record.position + 1)) tallyRead(<u32>reason, alignedBases)
}

/** The first reason to leave the whole record out, in CollectWgsMetrics' order, or -1. */
function exclusionReason(): i32 {
  const flag = record.flag
  if (flag & record.SECONDARY) return exclusions.SECONDARY
  if ((record.mappingQuality == 0 || (flag & record.UNMAPPED) != 0) && isAdapter()) return exclusions.ADAPTER
  if (record.mappingQuality < minMappingQuality) return exclusions.MAPQ
  if (flag & record.DUPLICATE) return exclusions.DUPE
  if ((flag & (record.PAIRED | record.MATE_UNMAPPED)) != record.PAIRED) return exclusions.UNPAIRED
  return flag & record.QC_FAIL ? exclusions.QC_FAIL : -1
}

function countRecord(end: i32): void {
  beginClaims(min(end, window.high))
  hasN = hasNoCall()
  hasQualities = load<u8>(record.qualities) != 0xff
  isPlain = hasQualities && !hasN && !mayMeet && liveReads < SHALLOW_READS - 1
  countRuns()
  endClaims()
}

function countRuns(): void {
  let position = record.position
  let base: u32 = 0
  const end = record.cigar + 4 * <usize>record.cigarLength
  for (let at = record.cigar; at < end; at += 4) {
    const operation = load<u32>(at)
    const length = operation >> 4
    if (isAligned(operation)) countRun(position, position + <i32>length, base)
    if (consumesReference(operation)) position += <i32>length
    if (consumesRead(operation)) base += length
  }
}

/** Clips an aligned run to the territory and to what the shard owns; `base` is the read's base at `start`. */
function countRun(start: i32, end: i32, base: u32): void {
  const low = max(start, window.flushed)
  const high = min(end, window.high)
  let interval = nearest
  while (interval != 0 && intervalStart(interval) < high) {
    const from = max(low, intervalStart(interval))
    const to = min(high, intervalEnd(interval))
    if (from < to) countStretch(from, to, base + <u32>(from - start))
    interval = following(TERRITORY, interval)
  }
}

/** Counts [from, to) without crossing the ring's end. */
function countStretch(from: i32, to: i32, base: u32): void {
  window.extendReach(to)
  while (from < to) {
    const room = <i32>(window.span - (<u32>from & window.mask))
    const length = <u32>min(to - from, room)
    if (isPlain && beginsByte(from)) countPlain(from, length, base)
    else countBases(from, length, base)
    from += <i32>length
    base += length
  }
}

/**
 * The hot loop, for reads with qualities, without N, whose name is new and whose positions cannot overflow, from a whole byte of claims on. State: position, quality
 * and ring move together, sixteen lanes a step. Bounds: up to 15 bytes behind the last quality and behind the ring's last position
 * are touched, the latter unchanged.
 */
function countPlain(position: i32, length: u32, base: u32): void {
  const minimum = i8x16.splat(<i8>minBaseQuality)
  let quality = record.qualities + base
  let at = ring.addressOf(position)
  let passed: u32 = 0
  const end = quality + length
  for (; quality + 16 <= end; quality += 16) {
    const passing = i8x16.ge_u(v128.load(quality), minimum)
    const bits = <u32>i8x16.bitmask(passing)
    v128.store(at, i8x16.sub(v128.load(at), passing))
    claimWhole(position, bits)
    passed += popcnt(bits)
    at += 16
    position += 16
  }
  if (quality < end) {
    const passing = v128.and(i8x16.ge_u(v128.load(quality), minimum), firstLanes(<u32>(end - quality)))
    const bits = <u32>i8x16.bitmask(passing)
    v128.store(at, i8x16.sub(v128.load(at), passing))
    claimWhole(position, bits)
    passed += popcnt(bits)
  }
  tallyBases(length, length - passed, 0)
}

/** The same for every read. */
function countBases(position: i32, length: u32, base: u32): void {
  let passed: u32 = 0
  let counted: u32 = 0
  for (let done: u32 = 0; done < length; done += 16) {
    const here = position + <i32>done
    const at = ring.addressOf(position) + done
    let lanes = passingLanes(base + done, length - done)
    const passing = <u32>i8x16.bitmask(lanes)
    passed += popcnt(passing)
    if (mayMeet) lanes = v128.andnot(lanes, claimed(here, passing))
    const bits = <u32>i8x16.bitmask(lanes)
    ring.makeRoom(at, bits, here)
    v128.store(at, i8x16.sub(v128.load(at), lanes))
    claim(here, bits)
    counted += popcnt(bits)
  }
  tallyBases(length, length - passed, passed - counted)
}

/** Lanes of those of up to sixteen bases from `base` on that are good enough and no N. */
function passingLanes(base: u32, left: u32): v128 {
  if (!hasQualities) return i64x2.splat(0)
  const passing = v128.and(i8x16.ge_u(v128.load(record.qualities + base), i8x16.splat(<i8>minBaseQuality)), firstLanes(left))
  return hasN ? v128.andnot(passing, noCalls(base)) : passing
}
