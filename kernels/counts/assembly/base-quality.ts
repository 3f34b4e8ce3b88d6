/** Bases of primary reads by quality; index: quality | QC-fail << 8. OQ is preferred to QUAL (Picard 2.27.5, CollectQualityYieldMetrics). */
import * as columns from '@genomsyn/bam/assembly/columns'
import * as record from '@genomsyn/bam/assembly/record'
import { originalQualities } from '@genomsyn/bam/assembly/qualities'
import { MAX_ROWS, row, rows } from '@genomsyn/bam/assembly/read-group'
import { firstLanes } from '@genomsyn/bam/assembly/sequence'

export const LENGTH: u32 = 512
export const NEEDS: u32 = columns.FLAG | columns.LENGTH | columns.QUALITIES | columns.ORIGINAL_QUALITIES
export const BY_READ_GROUP: bool = true
export const AT: usize = memory.data(512 * 8, 16)

// Nearly all of binned qualities are one of four values, which sixteen lanes compare at once and without a branch; full alphabets are
// counted two bases at a time in tables over pairs, since counting into few cells would make each addition wait for the one before.
// Tables over pairs are too large to have one per read group: there four tables take turns. Each row has counters of its own.

/** u32 counters of quality pairs, first in the low byte; neighbouring pairs go to different tables. */
const EVEN_PAIRS: usize = memory.data(65536 * 4, 16)
const ODD_PAIRS: usize = memory.data(65536 * 4, 16)
/** Per row four tables of u32 counters of single qualities. */
const SINGLES: usize = memory.data(17 * 4 * 256 * 4, 16)
const SINGLES_BYTES: usize = 4 * 256 * 4
/** Per row and expected quality: sixteen u8 counters, one a lane. */
const LANES: usize = memory.data(17 * 4 * 16, 16)
const LANES_BYTES: usize = 4 * 16
/** Per row a u32: vectors that its lanes can still count; and where its counts go, 0 before it has any. */
const ROOM: usize = memory.data(17 * 4, 16)
const COUNTS: usize = memory.data(17 * 4, 16)
/** Bases of all rows by quality, since the fold before: u32. */
const FOUND: usize = memory.data(256 * 4, 16)
/** Vectors that a lane can count. */
const MAX_VECTORS: u32 = 255
/** Bases between folds: often enough for u32, seldom enough that walking the pairs costs nothing; the first comes early, to choose the way. */
const BASES_PER_FOLD: i64 = 1 << 23
const BASES_BEFORE_FIRST_FOLD: i64 = 1 << 16

/** Share of the four most frequent qualities, in sixteenths, from which comparing lanes pays. */
const EXPECTED_SIXTEENTHS: u64 = 13

let basesUntilFold: i64 = BASES_BEFORE_FIRST_FOLD
let isBinned: bool = false
/** The counters of the row in hand. */
let singles: usize = SINGLES
let lanes: usize = LANES
/** The four most frequent qualities. */
let first: u32 = 0
let second: u32 = 1
let third: u32 = 2
let fourth: u32 = 3

export function observe(counts: usize): void {
  if (!record.isPrimary() || record.sequenceLength == 0) return
  const original = originalQualities()
  if (original != 0) return addEach(counts, original, 33)
  if (load<u8>(record.qualities) == 0xff) return
  if (record.flag & record.QC_FAIL) return addEach(counts, record.qualities, 0)
  turnTo(row)
  store<u32>(COUNTS + 4 * <usize>row, <u32>counts)
  const vectors = (record.sequenceLength + 15) >>> 4
  if (isBinned && vectors <= MAX_VECTORS) addBinned(vectors)
  else if (rows > 1) addInTurns(record.qualities, record.sequenceLength)
  else addPairs(record.qualities, record.sequenceLength)
  basesUntilFold -= record.sequenceLength
  if (basesUntilFold <= 0) fold()
}

export function collect(): void {
  fold()
  memory.fill(COUNTS, 0, 4 * MAX_ROWS)
}

/** The hot loops count into the counters of this row. */
function turnTo(index: u32): void {
  singles = SINGLES + SINGLES_BYTES * <usize>index
  lanes = LANES + LANES_BYTES * <usize>index
}

/** One by one: qualities at `at`, each `offset` too large. */
function addEach(counts: usize, at: usize, offset: u32): void {
  const base = counts + (record.flag & record.QC_FAIL ? 8 * 256 : 0)
  for (let i: u32 = 0; i < record.sequenceLength; i++) {
    const quality = (<u32>load<u8>(at + i) - offset) & 0xff
    store<u64>(base + 8 * quality, load<u64>(base + 8 * quality) + 1)
  }
}

/** Bounds: `length` qualities at `at`; four at a time, each to the next table, while they last. */
function addInTurns(at: usize, length: u32): void {
  const end = at + length
  for (; at + 4 <= end; at += 4) {
    const four = load<u32>(at)
    bumpTable(singles, four & 0xff)
    bumpTable(singles + 1024, (four >> 8) & 0xff)
    bumpTable(singles + 2048, (four >> 16) & 0xff)
    bumpTable(singles + 3072, four >> 24)
  }
  for (; at < end; at++) bumpSingle(<u32>load<u8>(at), 1)
}

function bumpTable(table: usize, quality: u32): void {
  const at = table + 4 * <usize>quality
  store<u32>(at, load<u32>(at) + 1)
}

/** Bounds: `length` qualities at `at`; eight at a time while they last. */
function addPairs(at: usize, length: u32): void {
  const end = at + length
  for (; at + 8 <= end; at += 8) {
    const eight = load<u64>(at)
    bumpEven(<usize>(eight & 0xffff))
    bumpOdd(<usize>((eight >> 16) & 0xffff))
    bumpEven(<usize>((eight >> 32) & 0xffff))
    bumpOdd(<usize>(eight >> 48))
  }
  for (; at + 2 <= end; at += 2) bumpEven(<usize>load<u16>(at))
  if (at < end) bumpSingle(<u32>load<u8>(at), 1)
}

function bumpEven(pair: usize): void {
  store<u32>(4 * pair, load<u32>(4 * pair, EVEN_PAIRS) + 1, EVEN_PAIRS)
}

function bumpOdd(pair: usize): void {
  store<u32>(4 * pair, load<u32>(4 * pair, ODD_PAIRS) + 1, ODD_PAIRS)
}

function bumpSingle(quality: u32, bases: u32): void {
  const at = singles + 4 * <usize>quality
  store<u32>(at, load<u32>(at) + bases)
}

/**
 * The hot loop. State: the expected qualities, and the counters of their lanes, in locals. Bounds: `vectors` of sixteen qualities; of the
 * last up to 15 lie behind the read, which are loaded and not counted.
 */
function addBinned(vectors: u32): void {
  const room = ROOM + 4 * <usize>row
  if (vectors > load<u32>(room)) spill(row)
  store<u32>(room, load<u32>(room) - vectors)
  const firsts = i8x16.splat(<i8>first)
  const seconds = i8x16.splat(<i8>second)
  const thirds = i8x16.splat(<i8>third)
  const fourths = i8x16.splat(<i8>fourth)
  let ofFirst = v128.load(lanes)
  let ofSecond = v128.load(lanes, 16)
  let ofThird = v128.load(lanes, 32)
  let ofFourth = v128.load(lanes, 48)
  const end = record.qualities + record.sequenceLength
  let at = record.qualities
  for (; at + 16 <= end; at += 16) {
    const qualities = v128.load(at)
    const isFirst = i8x16.eq(qualities, firsts)
    const isSecond = i8x16.eq(qualities, seconds)
    const isThird = i8x16.eq(qualities, thirds)
    const isFourth = i8x16.eq(qualities, fourths)
    ofFirst = i8x16.sub(ofFirst, isFirst)
    ofSecond = i8x16.sub(ofSecond, isSecond)
    ofThird = i8x16.sub(ofThird, isThird)
    ofFourth = i8x16.sub(ofFourth, isFourth)
    const expected = v128.or(v128.or(isFirst, isSecond), v128.or(isThird, isFourth))
    if (!i8x16.all_true(expected)) addOthers(at, ~i8x16.bitmask(expected) & 0xffff)
  }
  if (at < end) {
    const present = firstLanes(<u32>(end - at))
    const qualities = v128.load(at)
    const isFirst = v128.and(i8x16.eq(qualities, firsts), present)
    const isSecond = v128.and(i8x16.eq(qualities, seconds), present)
    const isThird = v128.and(i8x16.eq(qualities, thirds), present)
    const isFourth = v128.and(i8x16.eq(qualities, fourths), present)
    ofFirst = i8x16.sub(ofFirst, isFirst)
    ofSecond = i8x16.sub(ofSecond, isSecond)
    ofThird = i8x16.sub(ofThird, isThird)
    ofFourth = i8x16.sub(ofFourth, isFourth)
    addOthers(at, i8x16.bitmask(v128.andnot(present, v128.or(v128.or(isFirst, isSecond), v128.or(isThird, isFourth)))))
  }
  v128.store(lanes, ofFirst)
  v128.store(lanes, ofSecond, 16)
  v128.store(lanes, ofThird, 32)
  v128.store(lanes, ofFourth, 48)
}

/** Qualities at the lanes from `at` on whose bits are set. */
function addOthers(at: usize, bits: i32): void {
  for (; bits != 0; bits &= bits - 1) bumpSingle(<u32>load<u8>(at + ctz(bits)), 1)
}

/** Moves what the lanes of a row have counted to its counters of single qualities; the row is the one in hand. */
function spill(index: u32): void {
  store<u32>(ROOM + 4 * <usize>index, MAX_VECTORS)
  bumpSingle(first, sumOfLanes(lanes))
  bumpSingle(second, sumOfLanes(lanes + 16))
  bumpSingle(third, sumOfLanes(lanes + 32))
  bumpSingle(fourth, sumOfLanes(lanes + 48))
  memory.fill(lanes, 0, LANES_BYTES)
}

function sumOfLanes(at: usize): u32 {
  const sums = i32x4.extadd_pairwise_i16x8_u(i16x8.extadd_pairwise_i8x16_u(v128.load(at)))
  const pairs = i32x4.add(sums, i8x16.shuffle(sums, sums, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7))
  return <u32>(i32x4.extract_lane(pairs, 0) + i32x4.extract_lane(pairs, 1))
}

/** Moves all counters to their places and looks anew which qualities to expect. */
function fold(): void {
  basesUntilFold = BASES_PER_FOLD
  memory.fill(FOUND, 0, 256 * 4)
  turnTo(0)
  foldPairs(EVEN_PAIRS)
  foldPairs(ODD_PAIRS)
  for (let index: u32 = 0; index < rows; index++) {
    turnTo(index)
    spill(index)
    foldRow(<usize>load<u32>(COUNTS + 4 * <usize>index))
  }
  chooseWay()
}

/** Adds the counters of the row in hand to u64 words at `counts`, which is 0 when there is nothing in them. */
function foldRow(counts: usize): void {
  if (counts == 0) return
  for (let quality: u32 = 0; quality < 256; quality++) {
    const at = singles + 4 * quality
    const bases = load<u32>(at) + load<u32>(at, 1024) + load<u32>(at, 2048) + load<u32>(at, 3072)
    store<u64>(counts + 8 * quality, load<u64>(counts + 8 * quality) + <u64>bases)
    store<u32>(FOUND + 4 * quality, load<u32>(FOUND + 4 * quality) + bases)
  }
  memory.fill(singles, 0, SINGLES_BYTES)
}

function foldPairs(table: usize): void {
  if (rows > 1) return
  for (let pair: usize = 0; pair < 65536; pair++) {
    const found = load<u32>(table + 4 * pair)
    if (found == 0) continue
    bumpSingle((<u32>pair) & 0xff, found)
    bumpSingle((<u32>pair) >> 8, found)
    store<u32>(table + 4 * pair, 0)
  }
}

function chooseWay(): void {
  let bases: u64 = 0
  for (let quality: u32 = 0; quality < 256; quality++) bases += load<u32>(FOUND + 4 * quality)
  first = mostFrequentBut(-1, -1, -1)
  second = mostFrequentBut(first, -1, -1)
  third = mostFrequentBut(first, second, -1)
  fourth = mostFrequentBut(first, second, third)
  const expected = <u64>countOf(first) + countOf(second) + countOf(third) + countOf(fourth)
  isBinned = bases > 0 && expected * 16 >= bases * EXPECTED_SIXTEENTHS
}

/** The quality with the most bases, these three left out. */
function mostFrequentBut(one: i32, other: i32, another: i32): u32 {
  let best: i32 = -1
  for (let quality: i32 = 0; quality < 256; quality++) {
    if (quality == one || quality == other || quality == another) continue
    if (best < 0 || countOf(quality) > countOf(best)) best = quality
  }
  return <u32>best
}

function countOf(quality: u32): u32 {
  return load<u32>(FOUND + 4 * <usize>quality)
}
