// The rings of wgs-depth: a u8 of depth per position, and a u32 for what a u8 cannot hold; positions become a histogram when final.
import { COVERAGE_CAP, tallyCapped } from './wgs-exclusions'
import * as window from './window'

let shallow: usize = 0
let deep: usize = 0
/** Positions before this one may have entries in the u32 ring. */
export let deepReach: i32 = 0

/** Positions by depth, in four interleaved tables of u32, so that equal neighbours do not wait for each other. */
const DEPTHS: usize = memory.data(4 * 256 * 4, 16)

/** Sixteen positions of slack: the last vector of a ring may reach behind it. */
export function ringBytes(positions: u32): usize {
  return 5 * (<usize>positions + 16)
}

export function placeRings(address: usize, positions: u32): void {
  deep = address
  shallow = address + 4 * (<usize>positions + 16)
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

/** Where the depth of a position stands, as u8. */
export function addressOf(position: i32): usize {
  return shallow + <usize>(<u32>position & window.mask)
}

/** The depth at a place of the rings. */
export function depthAt(place: usize): u32 {
  return <u32>load<u8>(shallow + place) + load<u32>(deep + 4 * place)
}

/** Moves sixteen depths at `at` to the u32 ring when one of those that will grow (bits of `growing`) is full. */
export function makeRoom(at: usize, growing: u32, position: i32): void {
  const full = <u32>i8x16.bitmask(i8x16.eq(v128.load(at), i8x16.splat(-1)))
  if ((full & growing) == 0) return
  const wide = deep + 4 * (at - shallow)
  for (let lane: usize = 0; lane < 16; lane++) {
    store<u32>(wide + 4 * lane, load<u32>(wide + 4 * lane) + <u32>load<u8>(at + lane))
  }
  v128.store(at, i64x2.splat(0))
  deepReach = max(deepReach, position + 16)
}

/** Makes positions [from, to) final. */
export function flush(from: i32, to: i32): void {
  let p = from
  while (p < to) {
    const room = <i32>(window.span - (<u32>p & window.mask))
    const length = min(to - p, room)
    if (p < deepReach) flushDeep(<usize>(<u32>p & window.mask), length)
    else flushShallow(addressOf(p), length)
    p += length
  }
}

/** No contig is open any more. */
export function closeContig(): void {
  deepReach = 0
}

/** Adds positions by depth, from 1 to the cap, to u64 words at `target`, and forgets them. */
export function collectHistogram(target: usize): void {
  for (let depth: usize = 1; depth <= COVERAGE_CAP; depth++) {
    const at = DEPTHS + (depth << 4)
    const positions = <u64>load<u32>(at) + load<u32>(at, 4) + load<u32>(at, 8) + load<u32>(at, 12)
    store<u64>(target + 8 * depth, load<u64>(target + 8 * depth) + positions)
  }
  memory.fill(DEPTHS, 0, 4 * 256 * 4)
}

/** Bounds: `length` depths at `at`, eight at a time while they last. Clears what it reads. */
function flushShallow(at: usize, length: i32): void {
  const end = at + <usize>length
  for (; at + 8 <= end; at += 8) {
    let depths = load<u64>(at)
    if (depths == 0) continue
    store<u64>(at, 0)
    for (let lane: usize = 0; lane < 8; lane++) {
      countPosition(<u32>depths & 0xff, lane)
      depths >>= 8
    }
  }
  for (; at < end; at++) {
    countPosition(<u32>load<u8>(at), 0)
    store<u8>(at, 0)
  }
}

function flushDeep(index: usize, length: i32): void {
  const end = index + <usize>length
  for (; index < end; index++) {
    countPosition(<u32>load<u8>(shallow + index) + load<u32>(deep + 4 * index), index)
    store<u8>(shallow + index, 0)
    store<u32>(deep + 4 * index, 0)
  }
}

function countPosition(depth: u32, lane: usize): void {
  if (depth > COVERAGE_CAP) {
    tallyCapped(depth - COVERAGE_CAP)
    depth = COVERAGE_CAP
  }
  const slot = DEPTHS + (<usize>depth << 4) + ((lane & 3) << 2)
  store<u32>(slot, load<u32>(slot) + 1)
}
