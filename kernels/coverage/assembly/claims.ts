// Which positions a read name has already counted at: each counted read leaves one bit per position of its span, for later reads of
// its name. The first base in file order that passes claims the position (Picard 2.27.5, AbstractWgsMetricsCollector).
import { hashName } from '@genomsyn/bam/assembly/name'
import { row } from '@genomsyn/bam/assembly/read-group'
import * as record from '@genomsyn/bam/assembly/record'
import * as groups from './group-rings'
import { lanesOf } from './lanes'
import * as names from './live-names'

/** State of the table of counted reads. */
export const CLAIMS: usize = memory.data(32, 16)

/** Whether an earlier read of the current one's name may lie over it. */
export let mayMeet: bool = false
/** Reads that may lie over any one position, the current one left out: no depth can exceed it. */
export let liveReads: u32 = 0

// The current read: its bits, the position of the first, and where a search for its name begins.
let bits: usize = 0
let start: i32 = 0
let hash: u64 = 0
let slot: u32 = 0
let item: usize = 0

export function openClaims(): void {
  names.clearTable(CLAIMS)
}

/** Whether a read that spans so many positions may leave its claims. */
export function hasRoomForClaims(span: u32): bool {
  return names.hasRoom(CLAIMS, claimBytes(span))
}

/** The record in view, which ends at `end`, is counted from here to `endClaims`. */
export function beginClaims(end: i32): void {
  start = record.position
  hash = hashName()
  names.expireInSteps(CLAIMS, start)
  slot = names.firstSlot(CLAIMS, hash)
  mayMeet = anyNamesake()
  liveReads = names.liveItems(CLAIMS)
  const bytes = claimBytes(<u32>(end - start))
  item = names.insert(CLAIMS, hash, start, end, bytes)
  store<u16>(item, 1, names.TAKEN) // hidden from its own search
  store<u16>(item, <u16>row, names.GROUP)
  bits = item + names.PAYLOAD
  for (let at = bits; at < bits + bytes; at += 16) v128.store(at, i64x2.splat(0))
}

export function endClaims(): void {
  store<u16>(item, 0, names.TAKEN)
  if (row != 0) groups.addClaims(bits, start, load<i32>(item, names.END))
}

/** Sets the bits of sixteen positions. */
export function claim(position: i32, passing: u32): void {
  const offset = <u32>(position - start)
  const at = bits + (offset >> 3)
  store<u32>(at, load<u32>(at) | (passing << (offset & 7)))
}

/** Whether `claimWhole` may be used from `position` on. */
export function beginsByte(position: i32): bool {
  return ((position - start) & 7) == 0
}

/** The same as `claim` where the bits begin a byte. Nothing is loaded, since a load would wait for the store of the step before. */
export function claimWhole(position: i32, passing: u32): void {
  store<u16>(bits + (<u32>(position - start) >> 3), <u16>passing)
}

/** Lanes of those of the sixteen positions that earlier reads of the name have claimed; `passing` are the bits of those that ask. */
export function claimed(position: i32, passing: u32): v128 {
  let found: u32 = 0
  for (let at = slot; !names.isFree(CLAIMS, at); at = names.nextSlot(CLAIMS, at)) {
    const other = names.itemIn(CLAIMS, at, hash)
    if (other == 0 || load<u16>(other, names.TAKEN) != 0) continue
    const met = bitsOf(other, position)
    const group = <u32>load<u16>(other, names.GROUP)
    if (group != row) groups.noteMet(groups.MET_BASES, group, popcnt(met & passing))
    found |= met
  }
  return lanesOf(found)
}

/** Whole vectors, and four bytes behind the last bit for those that `claim` touches. */
function claimBytes(span: u32): u32 {
  return ((span >> 3) + 4 + 15 + 1) & ~15
}

function anyNamesake(): bool {
  for (let at = slot; !names.isFree(CLAIMS, at); at = names.nextSlot(CLAIMS, at)) {
    if (names.itemIn(CLAIMS, at, hash) != 0) return true
  }
  return false
}

/** The claims of one item over sixteen positions. It starts at or before `position`, since the file is sorted. */
function bitsOf(other: usize, position: i32): u32 {
  const offset = position - load<i32>(other, names.START)
  if (position >= load<i32>(other, names.END) || offset < 0) return 0
  return load<u32>(other + names.PAYLOAD + <usize>(offset >> 3)) >> (<u32>offset & 7)
}
