// Depth as Picard's CollectWgsMetrics counts it (Picard 2.27.5, CollectWgsMetrics.java, AbstractWgsMetricsCollector.java): bases of
// sufficient quality that are no N, each read name once per position, at territory positions only. The first base in file order
// that passes claims the name, so each counted read leaves a bit mask of the positions it claimed for later reads of its name.
//
//   bases        |q q q q q q q q q q q q q q q q|   sixteen at a time
//   pass         quality >= minimum, not N           the others are excluded as BASEQ
//   claimed      bits of earlier reads of the name   a passing base under one is excluded as OVERLAP
//   ring         one u8 of depth per position        a lane about to pass 255 is moved to the u32 ring first
import * as exclusions from '@genomsyn/abi/assembly/exclusions'
import { alignedBases, consumesRead, consumesReference, isAligned } from '@genomsyn/bam/assembly/cigar'
import { hashName } from '@genomsyn/bam/assembly/name'
import * as record from '@genomsyn/bam/assembly/record'
import { isAdapter, prepareAdapters } from './adapter'
import * as names from './live-names'
import { following, intervalEnd, intervalStart, REGIONS, seek, TERRITORY, touches } from './territory'
import { COVERAGE_CAP, excludeRead, tallyBases } from './wgs-exclusions'
import * as window from './window'

/** State of the table of counted reads. */
export const CLAIMS: usize = memory.data(32, 16)
/** Sixteen u8 masks: the first n lanes. */
const LANES: usize = memory.data(16 * 17, 16)
/** Bit of each lane in a 16-bit mask. */
const BIT_OF_LANE = i8x16(1, 2, 4, 8, 16, 32, 64, -128, 1, 2, 4, 8, 16, 32, 64, -128)
const BYTE_OF_LANE = i8x16(0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1)

/** Rings of depth: u8 per position, and u32 for what those could not hold. */
let shallow: usize = 0
let deep: usize = 0
/** Positions before this one may have entries in the u32 ring. */
let deepReach: i32 = 0

let minMappingQuality: u32 = 20
let minBaseQuality: u32 = 20

/** Depths of final positions, in four interleaved tables of u32; deeper than the cap counts as the cap. */
const DEPTHS_AT: usize = memory.data(4 * 256 * 4, 16)

export function ringBytes(positions: u32): usize {
  return 5 * (<usize>positions + 16)
}

export function placeRings(address: usize, positions: u32): void {
  deep = address
  shallow = address + 4 * (<usize>positions + 16)
}

export function setFilter(mappingQuality: u32, baseQuality: u32): void {
  prepareAdapters()
  minMappingQuality = mappingQuality
  minBaseQuality = max<u32>(baseQuality, 3) // quality 2 and below never counts
  for (let n: u32 = 0; n <= 16; n++) {
    for (let lane: u32 = 0; lane < 16; lane++) store<u8>(LANES + 16 * n + lane, lane < n ? 0xff : 0)
  }
}

export function openClaims(): void {
  names.clearTable(CLAIMS)
}

/** Moves all positions not yet final to larger rings of zeros. */
export function widen(address: usize, positions: u32): void {
  const oldShallow = shallow
  const oldDeep = deep
  placeRings(address, positions)
  for (let p = window.flushed; p < window.reach; p++) {
    const from = <usize>(<u32>p & window.mask)
    const to = <usize>(<u32>p & (positions - 1))
    store<u8>(shallow + to, load<u8>(oldShallow + from))
    store<u32>(deep + 4 * to, load<u32>(oldDeep + 4 * from))
  }
}

/** Whether `addRecord` may leave its claims. */
export function hasRoomForClaims(span: u32): bool {
  return names.hasRoom(CLAIMS, claimBytes(span))
}

/** Counts the record in view, which ends at `end`; `owned` when it starts in the shard. */
export function addRecord(end: i32, owned: bool): void {
  const reason = exclusionReason()
  if (reason >= 0) {
    if (owned && touches(REGIONS, record.contig, record.position, end)) excludeRead(<u32>reason, alignedBases)
    return
  }
  if (owned && touches(REGIONS, record.contig, record.position, end)) excludeRead(exclusions.COUNTED, 0)
  if (seek(TERRITORY, record.contig, record.position) != 0) countRecord(end)
}

/** The first reason to leave the whole record out, in CollectWgsMetrics' order, or -1. */
function exclusionReason(): i32 {
  const flag = record.flag
  if (flag & record.SECONDARY) return exclusions.SECONDARY
  if (record.mappingQuality == 0 && isAdapter()) return exclusions.ADAPTER
  if (record.mappingQuality < minMappingQuality) return exclusions.MAPQ
  if (flag & record.DUPLICATE) return exclusions.DUPE
  if ((flag & (record.PAIRED | record.MATE_UNMAPPED)) != record.PAIRED) return exclusions.UNPAIRED
  return flag & record.QC_FAIL ? exclusions.QC_FAIL : -1
}

// The read being counted.
let claims: usize = 0
let claimsStart: i32 = 0
let hash: u64 = 0
let firstSlot: u32 = 0
let mayMeet: bool = false
let mayOverflow: bool = false
let hasN: bool = false
let hasQualities: bool = false

function countRecord(end: i32): void {
  if (record.sequenceLength == 0) return
  const span = <u32>(end - record.position)
  hash = hashName()
  names.expire(CLAIMS, record.position)
  firstSlot = names.firstSlot(CLAIMS, hash)
  mayMeet = anyNamesake()
  mayOverflow = names.liveItems(CLAIMS) >= 254
  hasN = hasNoCall()
  hasQualities = load<u8>(record.qualities) != 0xff
  const item = names.insert(CLAIMS, hash, record.position, end, claimBytes(span))
  store<u32>(item, 1, names.TAKEN) // hides it from its own search
  claims = item + names.PAYLOAD
  claimsStart = record.position
  memory.fill(claims, 0, claimBytes(span))
  countRuns()
  store<u32>(item, 0, names.TAKEN)
}

function claimBytes(span: u32): u32 {
  return (span >> 3) + 8
}

function anyNamesake(): bool {
  for (let slot = firstSlot; !names.isFree(CLAIMS, slot); slot = names.nextSlot(CLAIMS, slot)) {
    if (names.itemIn(CLAIMS, slot, hash) != 0) return true
  }
  return false
}

/** Whether SEQ holds an N (code 15), in either nibble. */
function hasNoCall(): bool {
  const low = i8x16.splat(0x0f)
  const high = i8x16.splat(-16)
  let found = i64x2.splat(0)
  for (let at = record.sequence; at < record.qualities; at += 16) {
    const lanes = v128.load(LANES + 16 * min<usize>(record.qualities - at, 16))
    const bases = v128.and(v128.load(at), lanes)
    found = v128.or(found, v128.or(i8x16.eq(v128.and(bases, low), low), i8x16.eq(v128.and(bases, high), high)))
  }
  return v128.any_true(found)
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
  let interval = seek(TERRITORY, record.contig, record.position)
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
    const length = min(to - from, room)
    countBases(from, length, base)
    from += length
    base += <u32>length
  }
}

/**
 * The hot loop. State: position, base of the read and address in the ring move together, sixteen lanes a step.
 * Bounds: at most 15 bytes behind the last quality and behind the ring's last position are touched, the latter unchanged.
 */
function countBases(position: i32, length: i32, base: u32): void {
  const minimum = i8x16.splat(<i8>minBaseQuality)
  let quality = record.qualities + base
  let ring = shallow + <usize>(<u32>position & window.mask)
  let low: u32 = 0
  let overlapping: u32 = 0
  const plain = hasQualities && !hasN && !mayMeet && !mayOverflow
  for (let left = length; left > 0; left -= 16) {
    const lanes = v128.load(LANES + 16 * <usize>min(left, 16))
    let pass = v128.and(i8x16.ge_u(v128.load(quality), minimum), lanes)
    if (!plain) {
      if (!hasQualities) pass = i64x2.splat(0)
      if (hasN) pass = v128.andnot(pass, noCalls(base))
      const passing = i8x16.bitmask(pass)
      low += <u32>min(left, 16) - popcnt(passing)
      if (mayMeet) pass = v128.andnot(pass, lanesOf(claimedBits(position)))
      overlapping += popcnt(passing) - popcnt(i8x16.bitmask(pass))
      if (mayOverflow) makeRoom(ring, pass, position)
    } else low += <u32>min(left, 16) - popcnt(i8x16.bitmask(pass))
    v128.store(ring, i8x16.sub(v128.load(ring), pass))
    claim(position, i8x16.bitmask(pass))
    quality += 16
    ring += 16
    base += 16
    position += 16
  }
  tallyBases(<u32>length, low, overlapping)
}

/** Sets the claim bits of sixteen positions. */
function claim(position: i32, bits: u32): void {
  const offset = <u32>(position - claimsStart)
  const at = claims + (offset >> 3)
  store<u32>(at, load<u32>(at) | (bits << (offset & 7)))
}

/** Sixteen bits: positions already claimed by earlier reads of the same name. */
function claimedBits(position: i32): u32 {
  let bits: u32 = 0
  for (let slot = firstSlot; !names.isFree(CLAIMS, slot); slot = names.nextSlot(CLAIMS, slot)) {
    const item = names.itemIn(CLAIMS, slot, hash)
    if (item != 0 && load<u32>(item, names.TAKEN) == 0) bits |= bitsOf(item, position)
  }
  return bits & 0xffff
}

/** The claims of one item over [position, position + 16). It starts at or before `position`, since the file is sorted. */
function bitsOf(item: usize, position: i32): u32 {
  const offset = position - load<i32>(item, names.START)
  if (position >= load<i32>(item, names.END) || offset < 0) return 0
  return load<u32>(item + names.PAYLOAD + <usize>(offset >> 3)) >> (<u32>offset & 7)
}

function lanesOf(bits: u32): v128 {
  const bytes = i8x16.swizzle(i32x4.splat(<i32>bits), BYTE_OF_LANE)
  return i8x16.eq(v128.and(bytes, BIT_OF_LANE), BIT_OF_LANE)
}

/** Lanes whose base is N, starting at base `base` of the read. */
function noCalls(base: u32): v128 {
  const at = record.sequence + (base >> 1)
  const packed = v128.load64_zero(at)
  const high = v128.and(i8x16.shr_u(packed, 4), i8x16.splat(15))
  const low = v128.and(packed, i8x16.splat(15))
  let bases = i8x16.shuffle(high, low, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23)
  if (base & 1) {
    const last = <i8>(load<u8>(at, 8) >> 4)
    bases = i8x16.replace_lane(i8x16.shuffle(bases, bases, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 15), 15, last)
  }
  return i8x16.eq(bases, i8x16.splat(15))
}

/** Moves lanes to the u32 ring when one of those that will grow is full. */
function makeRoom(ring: usize, pass: v128, position: i32): void {
  const depths = v128.load(ring)
  if (!v128.any_true(v128.and(i8x16.eq(depths, i8x16.splat(-1)), pass))) return
  const at = deep + 4 * (ring - shallow)
  for (let lane: usize = 0; lane < 16; lane++) {
    store<u32>(at + 4 * lane, load<u32>(at + 4 * lane) + <u32>load<u8>(ring + lane))
  }
  v128.store(ring, i8x16.splat(0))
  deepReach = max(deepReach, position + 16)
}

/** Makes positions [from, to) final. */
export function flush(from: i32, to: i32): void {
  let p = from
  while (p < to) {
    const room = <i32>(window.span - (<u32>p & window.mask))
    const length = min(to - p, room)
    if (p < deepReach) flushDeep(<usize>(<u32>p & window.mask), length)
    else flushShallow(shallow + <usize>(<u32>p & window.mask), length)
    p += length
  }
}

/** Bounds: `length` depths at `at`. Clears what it reads; eight positions at a time while they last. */
function flushShallow(at: usize, length: i32): void {
  const end = at + <usize>length
  for (; at + 8 <= end; at += 8) {
    let depths = load<u64>(at)
    if (depths == 0) continue
    store<u64>(at, 0)
    for (let lane: usize = 0; lane < 8; lane++) {
      countDepth(<u32>depths & 0xff, lane)
      depths >>= 8
    }
  }
  for (; at < end; at++) {
    countDepth(<u32>load<u8>(at), 0)
    store<u8>(at, 0)
  }
}

function flushDeep(index: usize, length: i32): void {
  for (let end = index + <usize>length; index < end; index++) {
    const depth = <u32>load<u8>(shallow + index) + load<u32>(deep + 4 * index)
    store<u8>(shallow + index, 0)
    store<u32>(deep + 4 * index, 0)
    if (depth > COVERAGE_CAP) excludeCapped(depth - COVERAGE_CAP)
    bumpDepth(min(depth, COVERAGE_CAP), index)
  }
}

function countDepth(depth: u32, lane: usize): void {
  if (depth > COVERAGE_CAP) {
    excludeCapped(depth - COVERAGE_CAP)
    depth = COVERAGE_CAP
  }
  bumpDepth(depth, lane)
}

function bumpDepth(depth: u32, lane: usize): void {
  const slot = DEPTHS_AT + (<usize>depth << 4) + ((lane & 3) << 2)
  store<u32>(slot, load<u32>(slot) + 1)
}

let capped: u64 = 0

function excludeCapped(bases: u32): void {
  capped += bases
}

/** Bases beyond the cap since the last call. */
export function takeCapped(): u64 {
  const bases = capped
  capped = 0
  return bases
}

/** No contig is open any more. */
export function closeContig(): void {
  deepReach = 0
}

/** Adds the histogram of depths 1 to the cap to u64 words at `target` and clears it. */
export function collectHistogram(target: usize): void {
  for (let depth: usize = 1; depth <= COVERAGE_CAP; depth++) {
    const at = DEPTHS_AT + (depth << 4)
    const positions = <u64>load<u32>(at) + load<u32>(at, 4) + load<u32>(at, 8) + load<u32>(at, 12)
    store<u64>(target + 8 * depth, load<u64>(target + 8 * depth) + positions)
  }
  memory.fill(DEPTHS_AT, 0, 4 * 256 * 4)
}
