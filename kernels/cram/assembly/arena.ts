// Working memory of one container: tables and decompressed blocks are taken from the front, what grows beside them from the back.
// Nothing is given back before the next slice, and nothing is moved: a wider arena begins anew.
//
//   | header, its tables | blocks of the slice, rows | CIGAR operations ->       <- features, copied bytes |
//   ^ start              ^ slice mark                ^ low                       ^ high                    ^ end
import { NEEDS_ROOM, OK, SIZE_IMPLAUSIBLE } from '@genomsyn/abi/assembly/status'
import { fail, status } from './fault'

/** No slice of a real file needs more: archive profiles hold 100,000 reads, some 50 MB of bases. */
const BYTES_MAX: u64 = 0x60000000

/** What is copied or kept beside the blocks of a slice, at most: so much, and more as far as the bytes of the slice may carry it. */
const COPIED_BYTES_UNDOUBTED: u64 = 1 << 22
const COPIED_BYTES_PER_BYTE: u64 = 4096
const COPIED_BYTES_MAX: u64 = 1 << 29

let copiedMax: u64 = COPIED_BYTES_UNDOUBTED
let start: usize = 0
let end: usize = 0
/** What is free: [low, high). */
export let low: usize = 0
export let high: usize = 0
/** Bytes that an arena must have so that the last failed request succeeds. */
export let wantedBytes: u64 = 0

export function placeArena(address: usize, bytes: usize): void {
  start = (address + 63) & ~63
  end = (address + bytes) & ~63
  clearArena()
}

export function arenaBytes(): u64 {
  return <u64>(end - start) + 128
}

export function clearArena(): void {
  low = start
  high = end
}

/** Gives back all that was taken from the front since `mark`, and all from the back. */
export function releaseTo(mark: usize): void {
  low = mark
  high = end
}

/** The slice that is read has so many bytes. */
export function believe(bytes: u64): void {
  copiedMax = min(COPIED_BYTES_UNDOUBTED + COPIED_BYTES_PER_BYTE * bytes, COPIED_BYTES_MAX)
}

/** Address of `bytes` bytes of unknown content, a multiple of 64; 0 and a fault when there are not so many. */
export function takeLow(bytes: u64): usize {
  const taken = (low + 63) & ~63
  if (<u64>taken + bytes > <u64>high) return lack(bytes + 64)
  low = taken + <usize>bytes
  return taken
}

/** The same from the back, a multiple of 16. */
export function takeHigh(bytes: u64): usize {
  if (<u64>(end - high) + bytes > copiedMax) fail(SIZE_IMPLAUSIBLE, <u64>(end - high) + bytes, copiedMax)
  else if (bytes + 16 > <u64>(high - low)) lack(bytes + 16)
  if (status != OK) return 0
  high = (high - <usize>bytes) & ~15
  return high
}

/** Whether `bytes` more fit at the front; a fault when not. */
export function hasRoom(bytes: u64): bool {
  if (<u64>(high - low) >= bytes) return true
  lack(bytes)
  return false
}

/** The front now ends at `address`. */
export function moveLow(address: usize): void {
  low = address
}

function lack(bytes: u64): usize {
  const used = <u64>(end - start) - <u64>(high - low)
  wantedBytes = max(used + bytes + 4096, <u64>(end - start) + ((<u64>(end - start)) >> 1))
  if (used + bytes > BYTES_MAX) fail(SIZE_IMPLAUSIBLE, used + bytes, BYTES_MAX)
  else fail(NEEDS_ROOM, 0, 0)
  return 0
}
