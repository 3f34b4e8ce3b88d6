/**
 * Bases of primary reads by cycle, as SEQ has them; index: (read << 1 | reverse) << 13 | word << 10 | cycle; words: A, C, G, T, N, other,
 * totals (reads, reads of more cycles, reads of neither read, reads whose bases are not at hand).
 */
import * as columns from '@genomsyn/bam/assembly/columns'
import { CYCLES, isReverse, NEITHER, readOfTemplate } from '@genomsyn/bam/assembly/cycles'
import * as record from '@genomsyn/bam/assembly/record'
import { firstLanes } from '@genomsyn/bam/assembly/sequence'

export const LENGTH: u32 = 32768
export const NEEDS: u32 = columns.FLAG | columns.LENGTH | columns.BASES | columns.ALL_BASES
export const AT: usize = memory.data(32768 * 8, 16)

// Codes of A, C, G, T have one bit each, and packed bases two codes a byte: counters of four bits beside each other take both at once.
// A vector is counted as it lies, those of reverse reads from the last byte on; which cycle a lane is, is asked when counters are emptied.

const GROUP_BYTES: usize = 8192 * 8
const WORD_BYTES: usize = 1024 * 8
/** Offsets of the words of a group, which is read << 1 | reverse. */
const OTHER: usize = 5 * 1024 * 8
const READS: usize = 6 * 1024 * 8
const LONGER: usize = READS + 8
const OF_NEITHER: usize = READS + 16
const NOT_AT_HAND: usize = READS + 24

/** Counters lie in rows, one a base A, C, G, T; a frame of rows for each group and parity of the read's length. */
const ROW: usize = 512
const FRAME: usize = 4 * 512
/** Per byte of SEQ: two counters of four bits. */
const NIBBLES: usize = memory.data(8 * 2048, 16)
/** u8 counters of the first and of the second base of a byte. */
const HIGHS: usize = memory.data(8 * 2048, 16)
const LOWS: usize = memory.data(8 * 2048, 16)
/** Reads that a counter of four bits can hold, and how often these can be emptied into one of eight. */
const ROOM: u32 = 15
const ROUNDS: u32 = 17
/** Per frame: u32 reads held by NIBBLES, and rounds held by HIGHS and LOWS. */
const HELD: usize = memory.data(8 * 8, 16)
/** Per group: u32 reads, counted in frames, by their cycles. */
const BY_CYCLES: usize = memory.data(4 * 4112, 16)
const BY_CYCLES_BYTES: usize = 4112

/** Bytes of SEQ of the longest read so far. */
let widest: usize = 0

export function observe(): void {
  if (!record.isPrimary() || record.sequenceLength == 0) return
  if (!record.hasAllBases) return bump(AT + NOT_AT_HAND, 1)
  const read = readOfTemplate()
  if (read == NEITHER) return bump(AT + OF_NEITHER, 1)
  const group: usize = (read << 1) | (isReverse() ? 1 : 0)
  const length = record.sequenceLength
  if (length > CYCLES || !isPlain()) return addEach(group)
  const byCycles = BY_CYCLES + BY_CYCLES_BYTES * group + 4 * <usize>length
  store<u32>(byCycles, load<u32>(byCycles) + 1)
  const frame = (group << 1) | (length & 1)
  hold(frame)
  if (group & 1) addBackward(NIBBLES + FRAME * frame, (length + 1) >> 1)
  else addForward(NIBBLES + FRAME * frame, (length + 1) >> 1)
}

export function collect(): void {
  for (let frame: usize = 0; frame < 8; frame++) {
    emptyNibbles(frame)
    emptyBytes(frame)
  }
  for (let group: usize = 0; group < 4; group++) addReads(AT + GROUP_BYTES * group, BY_CYCLES + BY_CYCLES_BYTES * group)
}

/** Whether no code has more than one bit: `x & x - 1` tells of each nibble, if none below it is 0; then it may tell too much. */
function isPlain(): bool {
  const ones = i8x16.splat(0x11)
  const end = record.sequence + (record.sequenceLength >> 1)
  let found = i64x2.splat(0)
  let at = record.sequence
  for (; at + 16 <= end; at += 16) {
    const bases = v128.load(at)
    found = v128.or(found, v128.and(bases, i8x16.sub(bases, ones)))
  }
  if (at < end) {
    const bases = v128.and(v128.load(at), firstLanes(<u32>(end - at)))
    found = v128.or(found, v128.and(bases, i8x16.sub(bases, ones)))
  }
  if (v128.any_true(found)) return false
  if ((record.sequenceLength & 1) == 0) return true
  const last = (<u32>load<u8>(end)) >> 4
  return (last & (last - 1)) == 0
}

/** Makes room for one more read. */
function hold(frame: usize): void {
  widest = max(widest, (<usize>record.sequenceLength + 1) >> 1)
  const at = HELD + 8 * frame
  const reads = load<u32>(at)
  if (reads < ROOM) return store<u32>(at, reads + 1)
  emptyNibbles(frame)
  store<u32>(at, 1)
  if (load<u32>(at, 4) == ROUNDS) emptyBytes(frame)
}

/** Bounds: `bytes` of SEQ from its start; up to 15 behind them are loaded and not counted. */
function addForward(counters: usize, bytes: u32): void {
  const end = record.sequence + bytes
  let at = record.sequence
  const odd = record.sequenceLength & 1
  for (; at + 16 < end; at += 16) {
    add(counters, v128.load(at))
    counters += 16
  }
  const left = <u32>(end - at)
  const bases = v128.and(v128.load(at), firstLanes(left))
  add(counters, odd ? v128.andnot(bases, v128.and(i8x16.splat(15), lastLane(left))) : bases)
}

/** Bounds: `bytes` of SEQ from its end on, sixteen by sixteen; up to 15 before its start are loaded and not counted. */
function addBackward(counters: usize, bytes: u32): void {
  let at = record.sequence + bytes
  const start = record.sequence
  let pad = record.sequenceLength & 1 ? v128.and(i8x16.splat(15), v128.not(firstLanes(15))) : i8x16.splat(0)
  for (; at > start + 16; at -= 16) {
    add(counters, v128.andnot(v128.load(at - 16), pad))
    counters += 16
    pad = i8x16.splat(0)
  }
  const before = firstLanes(16 - <u32>(at - start))
  add(counters, v128.andnot(v128.load(at - 16), v128.or(before, pad)))
}

/** All bits of the last of the first `n` lanes, 1 to 16. */
function lastLane(n: u32): v128 {
  return v128.andnot(firstLanes(n), firstLanes(n - 1))
}

/** Thirty-two packed bases. */
function add(counters: usize, bases: v128): void {
  const ones = i8x16.splat(0x11)
  v128.store(counters, i8x16.add(v128.load(counters), v128.and(bases, ones)))
  v128.store(counters, i8x16.add(v128.load(counters, ROW), v128.and(i64x2.shr_u(bases, 1), ones)), ROW)
  v128.store(counters, i8x16.add(v128.load(counters, 2 * ROW), v128.and(i64x2.shr_u(bases, 2), ones)), 2 * ROW)
  v128.store(counters, i8x16.add(v128.load(counters, 3 * ROW), v128.and(i64x2.shr_u(bases, 3), ones)), 3 * ROW)
}

/** A read that is long or has other codes, base by base. */
function addEach(group: usize): void {
  const length = record.sequenceLength
  const to = AT + GROUP_BYTES * group
  bump(to + READS, 1)
  if (length > CYCLES) bump(to + LONGER, 1)
  for (let cycle: u32 = 0; cycle < min(length, CYCLES); cycle++) {
    const index = group & 1 ? length - 1 - cycle : cycle
    const packed = <u32>load<u8>(record.sequence + (index >> 1))
    bump(to + WORD_BYTES * wordOf(index & 1 ? packed & 15 : packed >> 4) + 8 * <usize>cycle, 1)
  }
}

function wordOf(code: u32): usize {
  return code == 1 ? 0 : code == 2 ? 1 : code == 4 ? 2 : code == 8 ? 3 : code == 15 ? 4 : 5
}

function emptyNibbles(frame: usize): void {
  const fifteen = i8x16.splat(15)
  store<u32>(HELD + 8 * frame, 0)
  store<u32>(HELD + 8 * frame, load<u32>(HELD + 8 * frame, 4) + 1, 4)
  for (let row: usize = 0; row < FRAME; row += ROW) {
    for (let byte: usize = 0; byte < widest; byte += 16) {
      const at = FRAME * frame + row + byte
      const both = v128.load(at, NIBBLES)
      v128.store(at, i8x16.add(v128.load(at, LOWS), v128.and(both, fifteen)), LOWS)
      v128.store(at, i8x16.add(v128.load(at, HIGHS), v128.and(i64x2.shr_u(both, 4), fifteen)), HIGHS)
      v128.store(at, i64x2.splat(0), NIBBLES)
    }
  }
}

/** Moves the counters of bytes to their cycles. */
function emptyBytes(frame: usize): void {
  store<u32>(HELD + 8 * frame, 0, 4)
  for (let base: usize = 0; base < 4; base++) {
    for (let byte: usize = 0; byte < ((widest + 15) >> 4) << 4; byte++) {
      const at = FRAME * frame + ROW * base + byte
      const to = AT + GROUP_BYTES * (frame >> 1)
      move(to, base, cycleOfHigh(frame, byte), load<u8>(at, HIGHS))
      move(to, base, cycleOfLow(frame, byte), load<u8>(at, LOWS))
      store<u8>(at, 0, HIGHS)
      store<u8>(at, 0, LOWS)
    }
  }
}

/** Cycle of the first base of a byte: that of a reverse read stands as it lies in a vector that was taken from the end. */
function cycleOfHigh(frame: usize, byte: usize): u32 {
  if ((frame & 2) == 0) return 2 * <u32>byte
  const fromEnd = (<u32>byte) ^ 15
  return frame & 1 ? 2 * fromEnd : 2 * fromEnd + 1
}

/** Of the second; of a reverse read of odd length the first cycle has none before it, and the byte no second. */
function cycleOfLow(frame: usize, byte: usize): u32 {
  if ((frame & 2) == 0) return 2 * <u32>byte + 1
  const fromEnd = (<u32>byte) ^ 15
  return frame & 1 ? 2 * fromEnd - 1 : 2 * fromEnd
}

/** Bases of a code; all others of these reads are other ones. */
function move(to: usize, base: usize, cycle: u32, bases: u64): void {
  if (bases == 0 || cycle >= CYCLES) return
  bump(to + WORD_BYTES * base + 8 * <usize>cycle, bases)
  bump(to + OTHER + 8 * <usize>cycle, -bases)
}

/** Every read counted in frames has one base at each of its cycles: what is none of A, C, G, T remains, modulo 2^64. */
function addReads(to: usize, byCycles: usize): void {
  let reads: u64 = 0
  for (let cycle: usize = CYCLES; cycle > 0; cycle--) {
    reads += <u64>load<u32>(byCycles + 4 * cycle)
    bump(to + OTHER + 8 * (cycle - 1), reads)
  }
  bump(to + READS, reads)
  memory.fill(byCycles, 0, BY_CYCLES_BYTES)
}

function bump(at: usize, amount: u64): void {
  store<u64>(at, load<u64>(at) + amount)
}
