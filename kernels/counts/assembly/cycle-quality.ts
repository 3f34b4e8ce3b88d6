/**
 * Qualities of primary reads by cycle; index: read << 12 | word << 10 | cycle; words: bases, sum of qualities, bases of Q30, totals (reads,
 * reads of more cycles, reads of neither read). OQ is preferred to QUAL, as in base-quality.
 */
import * as columns from '@genomsyn/bam/assembly/columns'
import { CYCLES, isReverse, NEITHER, readOfTemplate } from '@genomsyn/bam/assembly/cycles'
import { originalQualities } from '@genomsyn/bam/assembly/qualities'
import * as record from '@genomsyn/bam/assembly/record'
import { firstLanes } from '@genomsyn/bam/assembly/sequence'

export const LENGTH: u32 = 8192
export const NEEDS: u32 = columns.FLAG | columns.LENGTH | columns.QUALITIES | columns.ORIGINAL_QUALITIES
export const AT: usize = memory.data(8192 * 8, 16)

const READ_BYTES: usize = 4096 * 8
/** Offsets of the words of a read. */
const BASES: usize = 0
const SUMS: usize = 1024 * 8
const GOOD: usize = 2048 * 8
const READS: usize = 3072 * 8
const LONGER: usize = 3073 * 8
const OF_NEITHER: usize = 3074 * 8

const Q30: i8 = 30
/** Reads after which a u8 of good bases, and a u16 of sums, may be full. */
const ROOM: u32 = 255

/** Per read: u16 sums of qualities by cycle, u8 good bases by cycle, u32 reads by their counted cycles. */
const NEAR_SUMS: usize = memory.data(2 * 2048, 16)
const NEAR_GOOD: usize = memory.data(2 * 1024, 16)
const BY_CYCLES: usize = memory.data(2 * 4112, 16)
const BY_CYCLES_BYTES: usize = 4112

/** Reads that the near sums hold. */
let held1: u32 = 0
let held2: u32 = 0
/** Cycles of the longest read so far. */
let widest: u32 = 0

export function observe(): void {
  if (!record.isPrimary() || record.sequenceLength == 0) return
  const original = originalQualities()
  if (original == 0 && load<u8>(record.qualities) == 0xff) return
  const read = readOfTemplate()
  if (read == NEITHER) return bump(AT + OF_NEITHER, 1)
  const at = original == 0 ? record.qualities : original
  const cycles = min(record.sequenceLength, CYCLES)
  if (record.sequenceLength > CYCLES) bump(AT + READ_BYTES * read + LONGER, 1)
  const byCycles = BY_CYCLES + BY_CYCLES_BYTES * read + 4 * <usize>cycles
  store<u32>(byCycles, load<u32>(byCycles) + 1)
  widest = max(widest, cycles)
  hold(read)
  const zero = i8x16.splat(original == 0 ? 0 : 33)
  if (isReverse()) addBackward(at + record.sequenceLength, cycles, read, zero)
  else addForward(at, cycles, read, zero)
}

export function collect(): void {
  for (let read: usize = 0; read < 2; read++) {
    fold(read)
    addReads(AT + READ_BYTES * read, BY_CYCLES + BY_CYCLES_BYTES * read)
  }
  held1 = held2 = 0
}

function hold(read: u32): void {
  const held = read == 0 ? ++held1 : ++held2
  if (held <= ROOM) return
  fold(read)
  if (read == 0) held1 = 1
  else held2 = 1
}

/** Bounds: `cycles` qualities from `at` on; up to 15 behind them are loaded and not counted. */
function addForward(at: usize, cycles: u32, read: u32, zero: v128): void {
  let sums = NEAR_SUMS + 2048 * <usize>read
  let good = NEAR_GOOD + 1024 * <usize>read
  const end = at + cycles
  for (; at + 16 <= end; at += 16) {
    add(sums, good, i8x16.sub(v128.load(at), zero))
    sums += 32
    good += 16
  }
  if (at < end) add(sums, good, v128.and(i8x16.sub(v128.load(at), zero), firstLanes(<u32>(end - at))))
}

/** Bounds: `cycles` qualities before `end`, the last of them the first; up to 15 before them are loaded and not counted. */
function addBackward(end: usize, cycles: u32, read: u32, zero: v128): void {
  let sums = NEAR_SUMS + 2048 * <usize>read
  let good = NEAR_GOOD + 1024 * <usize>read
  const start = end - cycles
  let at = end
  for (; at >= start + 16; at -= 16) {
    add(sums, good, turned(i8x16.sub(v128.load(at - 16), zero)))
    sums += 32
    good += 16
  }
  if (at > start) add(sums, good, v128.and(turned(i8x16.sub(v128.load(at - 16), zero)), firstLanes(<u32>(at - start))))
}

function turned(lanes: v128): v128 {
  return i8x16.shuffle(lanes, lanes, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0)
}

/** Sixteen qualities; where there is none, 0. */
function add(sums: usize, good: usize, qualities: v128): void {
  v128.store(sums, i16x8.add(v128.load(sums), i16x8.extend_low_i8x16_u(qualities)))
  v128.store(sums, i16x8.add(v128.load(sums, 16), i16x8.extend_high_i8x16_u(qualities)), 16)
  v128.store(good, i8x16.sub(v128.load(good), i8x16.ge_u(qualities, i8x16.splat(Q30))))
}

/** Moves the near sums of a read to their place. */
function fold(read: usize): void {
  const to = AT + READ_BYTES * read
  for (let cycle: usize = 0; cycle < CYCLES; cycle++) {
    bump(to + SUMS + 8 * cycle, <u64>load<u16>(NEAR_SUMS + 2048 * read + 2 * cycle))
    bump(to + GOOD + 8 * cycle, <u64>load<u8>(NEAR_GOOD + 1024 * read + cycle))
  }
  memory.fill(NEAR_SUMS + 2048 * read, 0, 2048)
  memory.fill(NEAR_GOOD + 1024 * read, 0, 1024)
}

/** A cycle has a base of each read of as many cycles, or more. */
function addReads(to: usize, byCycles: usize): void {
  let reads: u64 = 0
  for (let cycle: usize = CYCLES; cycle > 0; cycle--) {
    reads += <u64>load<u32>(byCycles + 4 * cycle)
    bump(to + BASES + 8 * (cycle - 1), reads)
  }
  bump(to + READS, reads)
  memory.fill(byCycles, 0, BY_CYCLES_BYTES)
}

function bump(at: usize, amount: u64): void {
  store<u64>(at, load<u64>(at) + amount)
}
