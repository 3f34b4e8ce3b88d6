// Reads whose name may still meet its equal: a queue of items in file order, and a hash table that finds them by name.
// An item lives until the sweep passes its end. Two such tables exist (overlap.ts, wgs-depth.ts); each is a block of state:
//
//   state  | slots | slot mask | queue | queue mask | head | tail | live | due |
//   queue  ... | bytes u32 | end i32 | hash u64 | start i32 | taken u16 | group u16 | payload ... | ...   head and tail are byte counts that only grow
//   slots  u32 each: byte count of an item + 1, or 0; open addressing with linear probing

const SLOTS: usize = 0
const SLOT_MASK: usize = 4
const QUEUE: usize = 8
const QUEUE_MASK: usize = 12
const HEAD: usize = 16
const TAIL: usize = 20
const LIVE: usize = 24
/** i32: the start from which on `expireInSteps` looks for ended items. */
const DUE: usize = 28

/** Bytes of a state block. */
export const STATE_BYTES: usize = 32

/** Offsets inside an item. */
const BYTES: usize = 0
export const END: usize = 4
const HASH: usize = 8
export const START: usize = 16
export const TAKEN: usize = 20
/** Row of the read group. */
export const GROUP: usize = 22
export const PAYLOAD: usize = 24

/** Queue bytes per slot: a name, its masks or runs, at half-full slots. */
const QUEUE_BYTES_PER_SLOT: usize = 64
/** Positions between two looks for items that have ended. */
const EXPIRY_STEP: i32 = 32
/** Slack so that a payload may be written in whole vectors. */
const SLACK: usize = 64

export function tableBytes(bits: u32): usize {
  return ((<usize>1 << bits) * (4 + QUEUE_BYTES_PER_SLOT)) + SLACK
}

/** Lays an empty table of 2^bits slots at `address`. */
export function placeTable(state: usize, address: usize, bits: u32): void {
  const slots = <u32>1 << bits
  store<u32>(state, <u32>address, SLOTS)
  store<u32>(state, slots - 1, SLOT_MASK)
  store<u32>(state, <u32>address + 4 * slots, QUEUE)
  store<u32>(state, slots * <u32>QUEUE_BYTES_PER_SLOT - 1, QUEUE_MASK)
  clearTable(state)
}

export function clearTable(state: usize): void {
  store<u32>(state, 0, HEAD)
  store<u32>(state, 0, TAIL)
  store<u32>(state, 0, LIVE)
  store<i32>(state, 0, DUE)
  memory.fill(load<u32>(state, SLOTS), 0, 4 * (<usize>load<u32>(state, SLOT_MASK) + 1))
}

export function liveItems(state: usize): u32 {
  return load<u32>(state, LIVE)
}

/** Whether an item with `payloadBytes` of payload fits: slots stay at most half full. */
export function hasRoom(state: usize, payloadBytes: u32): bool {
  if (load<u32>(state, LIVE) * 2 >= load<u32>(state, SLOT_MASK)) return false
  const left = <u64>load<u32>(state, QUEUE_MASK) - <u64>(load<u32>(state, HEAD) - load<u32>(state, TAIL))
  const bytes = itemBytes(payloadBytes)
  // A gap is smaller than the item that leaves it.
  return 2 * <u64>bytes <= left || <u64>bytes + contiguousGap(state, bytes) <= left
}

/** Appends an item (see `hasRoom`) and returns its address; the payload is the caller's to fill. */
export function insert(state: usize, hash: u64, start: i32, end: i32, payloadBytes: u32): usize {
  skipGap(state, itemBytes(payloadBytes))
  const head = load<u32>(state, HEAD)
  const item = <usize>load<u32>(state, QUEUE) + (head & load<u32>(state, QUEUE_MASK))
  store<u32>(item, itemBytes(payloadBytes), BYTES)
  store<i32>(item, end, END)
  store<u64>(item, hash, HASH)
  store<i32>(item, start, START)
  store<u32>(item, 0, TAKEN)
  store<u32>(state, head + itemBytes(payloadBytes), HEAD)
  store<u32>(state, load<u32>(state, LIVE) + 1, LIVE)
  occupySlot(state, hash, head)
  return item
}

/** The slot at which a search for `hash` begins. */
export function firstSlot(state: usize, hash: u64): u32 {
  return <u32>(hash >> 32) & load<u32>(state, SLOT_MASK)
}

export function nextSlot(state: usize, slot: u32): u32 {
  return (slot + 1) & load<u32>(state, SLOT_MASK)
}

/** Whether the search ends at `slot`. */
export function isFree(state: usize, slot: u32): bool {
  return load<u32>(<usize>load<u32>(state, SLOTS) + 4 * slot) == 0
}

/** The item in `slot` when it has this hash, else 0. */
export function itemIn(state: usize, slot: u32, hash: u64): usize {
  const item = itemAt(state, load<u32>(<usize>load<u32>(state, SLOTS) + 4 * slot) - 1)
  return load<u64>(item, HASH) == hash ? item : 0
}

/** The same as `expire` in steps of positions: many items at once cost less than each at its time. Who looks up asks for the end of what it finds. */
export function expireInSteps(state: usize, start: i32): void {
  if (start < load<i32>(state, DUE)) return
  expire(state, start)
  store<i32>(state, start + EXPIRY_STEP, DUE)
}

/** Forgets items from the front of the queue that end at or before `start`. */
export function expire(state: usize, start: i32): void {
  let tail = load<u32>(state, TAIL)
  const head = load<u32>(state, HEAD)
  while (tail != head) {
    const item = itemAt(state, tail)
    const isGap = load<u64>(item, HASH) == 0
    if (!isGap && load<i32>(item, END) > start) break
    if (!isGap) forget(state, load<u64>(item, HASH), tail)
    tail += load<u32>(item, BYTES)
  }
  store<u32>(state, tail, TAIL)
}

/** Copies all items into an empty larger table, in order. */
export function moveItems(from: usize, to: usize): void {
  const head = load<u32>(from, HEAD)
  for (let tail = load<u32>(from, TAIL); tail != head; ) {
    const item = itemAt(from, tail)
    const bytes = load<u32>(item, BYTES)
    if (load<u64>(item, HASH) != 0) copyItem(to, item, bytes)
    tail += bytes
  }
}

function copyItem(to: usize, item: usize, bytes: u32): void {
  const payload = bytes - <u32>PAYLOAD
  const copy = insert(to, load<u64>(item, HASH), load<i32>(item, START), load<i32>(item, END), payload)
  memory.copy(copy + TAKEN, item + TAKEN, payload + 4)
}

function itemBytes(payloadBytes: u32): u32 {
  return (<u32>PAYLOAD + payloadBytes + 7) & ~7
}

function itemAt(state: usize, count: u32): usize {
  return <usize>load<u32>(state, QUEUE) + (count & load<u32>(state, QUEUE_MASK))
}

/** Bytes to leave unused so that an item does not run over the queue's end. */
function contiguousGap(state: usize, bytes: u32): u32 {
  const left = load<u32>(state, QUEUE_MASK) + 1 - (load<u32>(state, HEAD) & load<u32>(state, QUEUE_MASK))
  return left < bytes ? left : 0
}

/** A gap is an item with hash 0, which no name has in practice; it is at least 8 bytes, its hash word may lie in the slack. */
function skipGap(state: usize, bytes: u32): void {
  const gap = contiguousGap(state, bytes)
  if (gap == 0) return
  const head = load<u32>(state, HEAD)
  const item = itemAt(state, head)
  store<u32>(item, gap, BYTES)
  store<u64>(item, 0, HASH)
  store<u32>(state, head + gap, HEAD)
}

function occupySlot(state: usize, hash: u64, count: u32): void {
  const slots = <usize>load<u32>(state, SLOTS)
  let slot = firstSlot(state, hash)
  while (load<u32>(slots + 4 * slot) != 0) slot = nextSlot(state, slot)
  store<u32>(slots + 4 * slot, count + 1)
}

/** Empties the slot of item `count` and closes the gap in its probe run (backward shift). */
function forget(state: usize, hash: u64, count: u32): void {
  const slots = <usize>load<u32>(state, SLOTS)
  let hole = firstSlot(state, hash)
  while (load<u32>(slots + 4 * hole) != count + 1) hole = nextSlot(state, hole)
  for (let slot = nextSlot(state, hole); load<u32>(slots + 4 * slot) != 0; slot = nextSlot(state, slot)) {
    const home = firstSlot(state, load<u64>(itemAt(state, load<u32>(slots + 4 * slot) - 1), HASH))
    if (((slot - home) & load<u32>(state, SLOT_MASK)) < ((slot - hole) & load<u32>(state, SLOT_MASK))) continue
    store<u32>(slots + 4 * hole, load<u32>(slots + 4 * slot))
    hole = slot
  }
  store<u32>(slots + 4 * hole, 0)
  store<u32>(state, load<u32>(state, LIVE) - 1, LIVE)
}
