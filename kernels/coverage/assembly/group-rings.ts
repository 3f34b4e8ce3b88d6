// Depth of each read group that is counted apart, beside the rings of wgs-depth and under its rules: a u8 ring and a u32 ring per row, fed
// from the claims of each counted read. When positions become final, the depth of all reads but the group's goes to its histogram:
//
//   depth without a group = depth - depth of the group      where no name counts in two groups; where one would have, that is noted
import { row, rows } from '@genomsyn/bam/assembly/read-group'
import { lanesOf } from './lanes'
import { COVERAGE_CAP } from './wgs-exclusions'
import * as window from './window'
import * as all from './wgs-ring'

/** Words behind the histogram of 251 depths. */
const CAPPED: u32 = 251
export const MET_BASES: u32 = 252
export const MET_PAIRS: u32 = 253

/** Per row four interleaved tables of u32 positions by depth, so that equal neighbours do not wait for each other. */
const DEPTHS: usize = memory.data(17 * 4 * 256 * 4, 16)
const DEPTHS_BYTES: usize = 4 * 256 * 4
/** Per row the three words that follow the histogram, u64. */
const BEYOND: usize = memory.data(17 * 4 * 8, 16)

/** Whether rings are kept. */
let isKept: bool = false
/** Rings of row 1; those of the next row lie `stride` bytes on: u32 depths, then u8 depths (see wgs-ring.ts). */
let rings: usize = 0
let stride: usize = 0
let shallowOffset: usize = 0
/** Positions before this one may have entries in a u32 ring. */
let deepReach: i32 = 0

export function keepRings(wanted: bool): void {
  isKept = wanted
}

/** Bytes of the rings of `count` rows. */
export function ringBytes(positions: u32, count: u32): u64 {
  return isKept && count > 1 ? <u64>(count - 1) * <u64>all.ringBytes(positions) : 0
}

export function placeRings(address: usize, positions: u32): void {
  rings = address
  stride = all.ringBytes(positions)
  shallowOffset = 4 * (<usize>positions + 16)
}

/** Moves all positions not yet final to larger rings of zeros. */
export function widen(address: usize, positions: u32): void {
  const oldRings = rings
  const oldStride = stride
  const oldOffset = shallowOffset
  placeRings(address, positions)
  for (let index: usize = 1; index < <usize>rows; index++) {
    const from = oldRings + oldStride * (index - 1)
    const to = rings + stride * (index - 1)
    for (let p = window.flushed; p < window.reach; p++) {
      const old = <usize>(<u32>p & window.mask)
      const place = <usize>(<u32>p & (positions - 1))
      store<u8>(to + shallowOffset + place, load<u8>(from + oldOffset + old))
      store<u32>(to + 4 * place, load<u32>(from + 4 * old))
    }
  }
}

/** Adds the positions that a read of the current row has claimed: bit i of `bits` is the position `start` + i. */
export function addClaims(bits: usize, start: i32, end: i32): void {
  if (!isKept) return
  const ring = rings + stride * <usize>(row - 1)
  for (let position = start; position < end; position += 16) {
    const claimed = <u32>load<u16>(bits + <usize>((position - start) >> 3))
    if (claimed != 0) addPositions(ring, position, claimed)
  }
}

/** Sixteen positions may lie on both sides of the ring's end. */
function addPositions(ring: usize, position: i32, claimed: u32): void {
  const place = <u32>position & window.mask
  const room = window.span - place
  addLanes(ring, <usize>place, room < 16 ? claimed & ((1 << room) - 1) : claimed, position)
  if (room < 16) addLanes(ring, 0, claimed >> room, position)
}

function addLanes(ring: usize, place: usize, growing: u32, position: i32): void {
  const at = ring + shallowOffset + place
  const depths = v128.load(at)
  const full = <u32>i8x16.bitmask(i8x16.eq(depths, i8x16.splat(-1)))
  if ((full & growing) != 0) makeRoom(ring, place, position)
  v128.store(at, i8x16.sub(v128.load(at), lanesOf(growing)))
}

/** Moves sixteen depths, or what there is up to the ring's end, to the u32 ring. */
function makeRoom(ring: usize, place: usize, position: i32): void {
  const end = min(place + 16, <usize>window.span)
  for (let i = place; i < end; i++) {
    const at = ring + shallowOffset + i
    store<u32>(ring + 4 * i, load<u32>(ring + 4 * i) + <u32>load<u8>(at))
    store<u8>(at, 0)
  }
  deepReach = max(deepReach, position + 16)
}

/** Of a read in the row in view and an earlier one of its name in row `group` so many bases, or pairs, met: without the one the other would count. */
export function noteMet(word: u32, group: u32, amount: u32): void {
  addBeyond(group, word, amount)
  addBeyond(row, word, amount)
}

/** Makes positions [from, to) final; before the rings of all reads do, which are read here. */
export function flush(from: i32, to: i32): void {
  if (!isKept) return
  for (let index: u32 = 1; index < rows; index++) {
    let p = from
    while (p < to) {
      const place = <u32>p & window.mask
      const length = min(to - p, <i32>(window.span - place))
      if (p < max(deepReach, all.deepReach)) flushDeep(index, <usize>place, length)
      else flushShallow(index, <usize>place, length)
      p += length
    }
  }
}

/** No contig is open any more. */
export function closeContig(): void {
  deepReach = 0
}

/** Adds histogram and other words of one row to u64 words at `target`, and forgets them. */
export function collectGroup(target: usize, index: u32): void {
  const depths = DEPTHS + DEPTHS_BYTES * <usize>index
  for (let depth: usize = 1; depth <= COVERAGE_CAP; depth++) {
    const at = depths + (depth << 4)
    const positions = <u64>load<u32>(at) + load<u32>(at, 4) + load<u32>(at, 8) + load<u32>(at, 12)
    store<u64>(target + 8 * depth, load<u64>(target + 8 * depth) + positions)
  }
  memory.fill(depths, 0, DEPTHS_BYTES)
  for (let word: usize = 0; word < 3; word++) {
    const from = BEYOND + 32 * <usize>index + 8 * word
    const to = target + 8 * (CAPPED + word)
    store<u64>(to, load<u64>(to) + load<u64>(from))
    store<u64>(from, 0)
  }
}

/** Bounds: `length` depths from ring place `place` on, eight at a time while they last. Clears the row's; no byte of it is more than that of all. */
function flushShallow(index: u32, place: usize, length: i32): void {
  const histogram = DEPTHS + DEPTHS_BYTES * <usize>index
  let at = rings + stride * <usize>(index - 1) + shallowOffset + place
  let beside = all.addressOf(<i32>place)
  const end = at + <usize>length
  for (; at + 8 <= end; at += 8) {
    const total = load<u64>(beside)
    beside += 8
    if (total == 0) continue
    let depths = total - load<u64>(at)
    store<u64>(at, 0)
    for (let lane: usize = 0; lane < 8; lane++) {
      countPosition(index, histogram, <u32>depths & 0xff, lane)
      depths >>= 8
    }
  }
  for (; at < end; at++) {
    countPosition(index, histogram, <u32>load<u8>(beside) - <u32>load<u8>(at), 0)
    store<u8>(at, 0)
    beside++
  }
}

function flushDeep(index: u32, place: usize, length: i32): void {
  const histogram = DEPTHS + DEPTHS_BYTES * <usize>index
  const ring = rings + stride * <usize>(index - 1)
  const end = place + <usize>length
  for (let i = place; i < end; i++) {
    const own = load<u32>(ring + 4 * i) + <u32>load<u8>(ring + shallowOffset + i)
    countPosition(index, histogram, all.depthAt(i) - own, i)
    store<u32>(ring + 4 * i, 0)
    store<u8>(ring + shallowOffset + i, 0)
  }
}

function countPosition(index: u32, histogram: usize, depth: u32, lane: usize): void {
  if (depth > COVERAGE_CAP) {
    addBeyond(index, CAPPED, depth - COVERAGE_CAP)
    depth = COVERAGE_CAP
  }
  const slot = histogram + (<usize>depth << 4) + ((lane & 3) << 2)
  store<u32>(slot, load<u32>(slot) + 1)
}

function addBeyond(index: u32, word: u32, amount: u32): void {
  const at = BEYOND + 32 * <usize>index + 8 * <usize>(word - CAPPED)
  store<u64>(at, load<u64>(at) + amount)
}
