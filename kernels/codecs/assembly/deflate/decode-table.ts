// Builds a decode table from code lengths (RFC 1951 section 3.2.2, 1996-05): `1 << width` u32 entries, indexed by the
// next bits of the stream; codes that are longer continue in subtables behind it.
// Not the meaning of the symbols: each alphabet brings its own entries.
//
// Codes are entered in the order of their lengths, and after each length the table is doubled, so that a code is written
// once however many entries it has in the end. A pair of symbols is one more code, as long as both together.

import { streamOrder } from './bit-order'
import { EXCEPTIONAL, SUBTABLE_SHIFT, UNUSED_ENTRY } from './entry'
import { longestOf, maskOf } from './length-masks'
import { enterPairs, noteLiteralEnd, noteStart, noteSymbol } from './symbol-pairs'

/** A complete code uses up all codes of 16 bits. */
const ALL_CODES: u32 = 1 << 16
/** The symbols one mask holds. */
const MASK_SYMBOLS: u32 = 64

// The table being built.
let table: usize = 0
let width: u32 = 0
let symbolEntries: usize = 0
let perLength: u32 = 0
// The symbols entered so far, and the next code, left-justified in 16 bits.
let entered: usize = 0
let code: u32 = 0
// The subtable being filled, and the first bits of its codes.
let subtable: usize = 0
let subtableBytes: usize = 0
let prefix: u32 = 0

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
    if (!enterLength(lengths, literals, others, length)) return -1
    if (length > width) continue
    if (literals > 0) enterPairs(table, length)
    if (length < width) doubleTable(length)
  }
  return isComplete() || longest < 2 ? <i32>subtableBytes - 4 : -1
}

/** Whether the codes of the last table use up all bits. */
export function isComplete(): bool {
  return code == ALL_CODES
}

function startTable(longest: u32, last: u32): void {
  entered = 0
  code = 0
  prefix = -1
  subtableBytes = (<usize>4) << (last - width)
  subtable = table + ((<usize>4) << width) - subtableBytes
  if (longest < 2) fillUnused()
}

/** Enters the symbols of one code length, literals first. Returns false when there are more codes than bits allow. */
function enterLength(lengths: usize, literals: u32, others: u32, length: u32): bool {
  noteStart(length, entered)
  for (let first: u32 = 0; first < literals; first += MASK_SYMBOLS) {
    const mask = maskOf(lengths + first, min(literals - first, MASK_SYMBOLS), length)
    if (mask && !enterSymbols(mask, first, length)) return false
  }
  noteLiteralEnd(length, entered)
  const mask = maskOf(lengths + literals, others, length)
  if (mask && !enterSymbols(mask, literals, length)) return false
  noteStart(length + 1, entered)
  return true
}

/** Enters the symbols of a mask whose lowest bit is the symbol `first`. */
function enterSymbols(mask: u64, first: u32, length: u32): bool {
  const used = (<u32>popcnt(mask)) << (16 - length)
  if (code + used > ALL_CODES) return false
  const entries = symbolEntries + ((<usize>first) << 2)
  if (length > width) enterLongCodes(mask, entries, length)
  else enterCodes(mask, entries, length)
  code += used
  return true
}

function enterCodes(mask: u64, entries: usize, length: u32): void {
  const more = length * perLength
  const step: u32 = 1 << (16 - length)
  const to = table
  let index = entered
  let next = code
  do {
    const slot = (<usize>streamOrder(next)) << 2
    const entry = load<u32>(entries + ((<usize>ctz(mask)) << 2)) + more
    store<u32>(to + slot, entry)
    noteSymbol(index, slot, entry)
    index++
    next += step
    mask &= mask - 1
  } while (mask)
  entered = index
}

/** Enters codes longer than the table is wide: those with the same first bits share a subtable. */
function enterLongCodes(mask: u64, entries: usize, length: u32): void {
  const step = (<usize>4) << (length - width)
  let next = code
  do {
    const stream = streamOrder(next)
    const low = stream & ((1 << width) - 1)
    if (low != prefix) startSubtable(low)
    const entry = load<u32>(entries + ((<usize>ctz(mask)) << 2)) + length * perLength
    for (let at = (<usize>(stream >> width)) << 2; at < subtableBytes; at += step) store<u32>(subtable + at, entry)
    next += 1 << (16 - length)
    mask &= mask - 1
  } while (mask)
}

function startSubtable(firstBits: u32): void {
  prefix = firstBits
  subtable += subtableBytes
  store<u32>(table + ((<usize>firstBits) << 2), EXCEPTIONAL | ((<u32>(subtable - table)) << SUBTABLE_SHIFT))
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
