// Builds a decode table from code lengths (RFC 1951 section 3.2.2, 1996-05): `1 << width` u32 entries, indexed by the
// next bits of the stream. A literal and the symbol behind it share an entry where both codes fit.
// Not the meaning of the symbols: each alphabet brings its own entries.

import { EXCEPTIONAL, FIRST_OF_PAIR, secondOfPair, SUBTABLE_SHIFT, UNUSED_ENTRY } from './entry'
import { longestOf, maskOf } from './length-masks'

/** A complete code uses up all codes of 16 bits. */
const ALL_CODES: u32 = 1 << 16
/** The symbols one mask holds. */
const MASK_SYMBOLS: u32 = 64

/** Per sorted symbol: u32 entry alone, u32 entry as the second of a pair. */
const SORTED_ENTRIES: usize = memory.data(8 * 288, 16)
/** Per sorted symbol: u16 byte offset of its code in the table. */
const SORTED_SLOTS: usize = memory.data(2 * 288, 16)
/** Per code length: u16 index of its first sorted symbol, and of its first that is no literal; one more at the end. */
const STARTS: usize = memory.data(4 * 17, 16)
/** The bits of each byte in reverse. */
const REVERSED: usize = memory.data(256, 16)

// The table being built.
let table: usize = 0
let width: u32 = 0
let symbolEntries: usize = 0
let perLength: u32 = 0
// The next sorted symbol, and its code left-justified in 16 bits.
let sorted: usize = 0
let code: u32 = 0
// The subtable being filled, and the first bits of its codes.
let subtable: usize = 0
let subtableBytes: usize = 0
let prefix: u32 = 0

fillReversed()

/** Says which table to build next: to the u32 entry of each symbol `perLength` is added for each bit of its code. */
export function describeTable(table_: usize, width_: u32, symbolEntries_: usize, perLength_: u32): void {
  table = table_
  width = width_
  symbolEntries = symbolEntries_
  perLength = perLength_
}

/**
 * Builds the table from the u8 code lengths of `literals` symbols (0, 16 or 256) and at most 32 `others`. Returns the
 * mask of a subtable's byte offsets, or -1 when the lengths are no prefix code: over-subscribed, or incomplete with a
 * code longer than one bit (the rule of zlib 1.2.13, inftrees.c).
 */
export function buildTable(lengths: usize, literals: u32, others: u32): i32 {
  const longest = longestOf(lengths, literals, others)
  const last = max(longest, width)
  startTable(longest, last)
  for (let length: u32 = 1; length <= last; length++) {
    if (length <= longest && !enterLength(lengths, literals, others, length)) return -1
    if (length > longest) closeLength(length)
    if (length > width) continue
    if (literals > 0) enterPairs(length)
    if (length < width) doubleTable(length)
  }
  return code == ALL_CODES || longest < 2 ? <i32>subtableBytes - 4 : -1
}

/** Whether the codes of the last table use up all bits. */
export function isComplete(): bool {
  return code == ALL_CODES
}

function startTable(longest: u32, last: u32): void {
  sorted = 0
  code = 0
  prefix = -1
  subtableBytes = (<usize>4) << (last - width)
  subtable = table + ((<usize>4) << width) - subtableBytes
  if (longest < 2) fillUnused()
}

/** Enters the symbols of one code length, literals first. Returns false when there are more codes than bits allow. */
function enterLength(lengths: usize, literals: u32, others: u32, length: u32): bool {
  const slot = (<usize>length) << 2
  store<u16>(slot, <u16>sorted, STARTS)
  for (let first: u32 = 0; first < literals; first += MASK_SYMBOLS) {
    const mask = maskOf(lengths + first, min(literals - first, MASK_SYMBOLS), length)
    if (mask && !enterSymbols(mask, first, length)) return false
  }
  store<u16>(slot, <u16>sorted, STARTS + 2)
  const mask = maskOf(lengths + literals, others, length)
  if (mask && !enterSymbols(mask, literals, length)) return false
  store<u16>(slot, <u16>sorted, STARTS + 4)
  return true
}

/** Notes that no symbol has this code length. */
function closeLength(length: u32): void {
  const slot = (<usize>length) << 2
  store<u16>(slot, <u16>sorted, STARTS + 2)
  store<u16>(slot, <u16>sorted, STARTS + 4)
}

function enterSymbols(mask: u64, first: u32, length: u32): bool {
  const step: u32 = 1 << (16 - length)
  if (code + <u32>popcnt(mask) * step > ALL_CODES) return false
  const entries = symbolEntries + ((<usize>first) << 2)
  if (length > width) enterLongCodes(mask, entries, length)
  else enterCodes(mask, entries, length)
  return true
}

function enterCodes(mask: u64, entries: usize, length: u32): void {
  const more = length * perLength
  const step: u32 = 1 << (16 - length)
  const to = table
  let index = sorted
  let next = code
  do {
    const slot = (<usize>streamOrder(next)) << 2
    const entry = load<u32>(entries + ((<usize>ctz(mask)) << 2)) + more
    store<u32>(to + slot, entry)
    store<u32>(index << 3, entry, SORTED_ENTRIES)
    store<u32>(index << 3, secondOfPair(entry), SORTED_ENTRIES + 4)
    store<u16>(index << 1, <u16>slot, SORTED_SLOTS)
    index++
    next += step
    mask &= mask - 1
  } while (mask)
  sorted = index
  code = next
}

/** Enters codes longer than the table is wide: those with the same first bits share a subtable behind the table. */
function enterLongCodes(mask: u64, entries: usize, length: u32): void {
  const step = (<usize>4) << (length - width)
  do {
    const stream = streamOrder(code)
    const low = stream & ((1 << width) - 1)
    if (low != prefix) startSubtable(low)
    const entry = load<u32>(entries + ((<usize>ctz(mask)) << 2)) + length * perLength
    for (let at = (<usize>(stream >> width)) << 2; at < subtableBytes; at += step) store<u32>(subtable + at, entry)
    code += 1 << (16 - length)
    mask &= mask - 1
  } while (mask)
}

function startSubtable(firstBits: u32): void {
  prefix = firstBits
  subtable += subtableBytes
  store<u32>(table + ((<usize>firstBits) << 2), EXCEPTIONAL | ((<u32>(subtable - table)) << SUBTABLE_SHIFT))
}

/** Enters the pairs of a literal and any symbol whose codes have `length` bits together. */
function enterPairs(length: u32): void {
  const to = table
  for (let firstLength: u32 = 1; firstLength < length; firstLength++) {
    const secondSlot = (<usize>(length - firstLength)) << 2
    const secondStart = <usize>load<u16>(secondSlot, STARTS)
    const secondEnd = <usize>load<u16>(secondSlot, STARTS + 4)
    if (secondStart == secondEnd) continue
    const end = <usize>load<u16>((<usize>firstLength) << 2, STARTS + 2)
    for (let first = <usize>load<u16>((<usize>firstLength) << 2, STARTS); first < end; first++) {
      const entry = load<u32>(first << 3, SORTED_ENTRIES) & FIRST_OF_PAIR
      const slot = to + <usize>load<u16>(first << 1, SORTED_SLOTS)
      for (let second = secondStart; second < secondEnd; second++) {
        const at = slot + ((<usize>load<u16>(second << 1, SORTED_SLOTS)) << firstLength)
        store<u32>(at, load<u32>(second << 3, SORTED_ENTRIES + 4) + entry)
      }
    }
  }
}

/** Fills the table with the entry of a code that no symbol has. */
function fillUnused(): void {
  const entries = i32x4.splat(UNUSED_ENTRY)
  const end = table + ((<usize>4) << width)
  for (let slot = table; slot < end; slot += 16) v128.store(slot, entries)
}

/** Repeats the first `1 << length` entries behind themselves. */
function doubleTable(length: u32): void {
  const bytes = (<usize>4) << length
  const end = table + bytes
  if (bytes < 64) {
    for (let slot = table; slot < end; slot += 8) store<u64>(slot + bytes, load<u64>(slot))
    return
  }
  for (let slot = table; slot < end; slot += 64) {
    const to = slot + bytes
    v128.store(to, v128.load(slot))
    v128.store(to, v128.load(slot, 16), 16)
    v128.store(to, v128.load(slot, 32), 32)
    v128.store(to, v128.load(slot, 48), 48)
  }
}

/** A code left-justified in 16 bits, as it stands in the stream: its first bit lowest. */
function streamOrder(leftCode: u32): u32 {
  return ((<u32>load<u8>(<usize>(leftCode & 255), REVERSED)) << 8) | (<u32>load<u8>(<usize>(leftCode >> 8), REVERSED))
}

function fillReversed(): void {
  for (let byte: u32 = 0; byte < 256; byte++) {
    const pairs = ((byte & 0x55) << 1) | ((byte >> 1) & 0x55)
    const quads = ((pairs & 0x33) << 2) | ((pairs >> 2) & 0x33)
    store<u8>(<usize>byte, <u8>((quads << 4) | (quads >> 4)), REVERSED)
  }
}
