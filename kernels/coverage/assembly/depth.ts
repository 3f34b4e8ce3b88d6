// Depth as mosdepth counts it by default (mosdepth 0.3.3, mosdepth.nim): +1 where a run of aligned bases starts, -1 behind it,
// and the running sum when positions become final. Holds the ring of differences and what was found; overlap.ts corrects mates.
import { isAligned } from '@genomsyn/bam/assembly/cigar'
import { MAX_ROWS, row, rows } from '@genomsyn/bam/assembly/read-group'
import * as record from '@genomsyn/bam/assembly/record'
import * as window from './window'

/** Depths below this one are counted in four interleaved tables, so that equal neighbours do not wait for each other. */
const SHALLOW: u32 = 1024
/** Histogram bins; the last holds all deeper positions. */
export const BINS: u32 = 65536

const SHALLOW_AT: usize = memory.data(4 * SHALLOW * 4, 16)
const DEEP_AT: usize = memory.data(BINS * 8, 16)

/** Address of the ring of i32 differences, and of a u64 sum of depth per contig. */
let ring: usize = 0
export let contigSums: usize = 0
/** Depth left of the flushed position, and the sum since the contig began. */
let running: i32 = 0
let sum: i64 = 0
/** The same sum of the reads of each row of read groups, and where it goes: the rows lie `stride` bytes apart. */
const ROW_SUMS: usize = memory.data(17 * 8, 16)
let contigSumRows: usize = 0
let stride: usize = 0

export function ringBytes(positions: u32): usize {
  return 4 * <usize>positions
}

export function placeRing(address: usize): void {
  ring = address
}

export function placeContigSums(address: usize): void {
  contigSums = address
}

export function placeContigSumRows(address: usize, bytes: usize): void {
  contigSumRows = address
  stride = bytes
}

/** Moves the differences of all positions not yet final to a larger ring of zeros. */
export function widen(address: usize, positions: u32): void {
  for (let p = window.flushed; p <= window.reach; p++) {
    store<i32>(address + 4 * <usize>(<u32>p & (positions - 1)), load<i32>(ring + 4 * <usize>(<u32>p & window.mask)))
  }
  ring = address
}

/** Counts the aligned runs of the record in view; `end` is its end on the reference. */
export function addRecord(end: i32): void {
  if (record.cigarLength == 1 && isAligned(load<u32>(record.cigar))) return addRun(record.position, end)
  let at = record.position
  let start = at
  const cigarEnd = record.cigar + 4 * record.cigarLength
  for (let c = record.cigar; c < cigarEnd; c += 4) {
    const operation = load<u32>(c)
    const op = operation & 15
    const length = <i32>(operation >> 4)
    if (isAligned(op)) at += length
    else if (op == 2 || op == 3) {
      addRun(start, at)
      at += length
      start = at
    }
  }
  addRun(start, at)
}

/** Counts the whole span of the record in view, as --fast-mode does; one that spans nothing has its first position. */
export function addSpan(end: i32): void {
  addRun(record.position, max(end, record.position + 1))
}

/** One more over [start, end), as far as the shard owns it. */
export function addRun(start: i32, end: i32): void {
  addStep(start, end, 1)
}

/** One less over [start, end); `end` may lie before `start`, as mosdepth's own correction may. */
export function takeRun(start: i32, end: i32): void {
  addStep(start, end, -1)
}

function addStep(start: i32, end: i32, step: i32): void {
  const from = max(min(start, window.high), window.flushed)
  const to = max(min(end, window.high), window.flushed)
  if (from == to) return
  bump(from, step)
  bump(to, -step)
  if (rows > 1) addToRow(<i64>step * (<i64>to - <i64>from))
  window.extendReach(max(from, to))
}

function addToRow(depth: i64): void {
  const at = ROW_SUMS + 8 * <usize>row
  store<i64>(at, load<i64>(at) + depth)
}

function bump(position: i32, step: i32): void {
  const at = ring + 4 * <usize>(<u32>position & window.mask)
  store<i32>(at, load<i32>(at) + step)
}

/** Makes positions [from, to) final. */
export function flush(from: i32, to: i32): void {
  let p = from
  while (p < to) {
    const room = <i32>(window.span - (<u32>p & window.mask))
    const length = min(to - p, room)
    flushRun(ring + 4 * <usize>(<u32>p & window.mask), length)
    p += length
  }
}

/** State: running depth in a local; bounds: `length` differences at `at` inside the ring. Clears what it reads. */
function flushRun(at: usize, length: i32): void {
  let depth = running
  let total: i64 = 0
  const end = at + 4 * <usize>length
  while (at < end) {
    if (at + 16 <= end && !v128.any_true(v128.load(at))) {
      countPositions(depth, 4)
      total += 4 * <i64>depth
      at += 16
      continue
    }
    depth += load<i32>(at)
    store<i32>(at, 0)
    countPosition(depth, at)
    total += depth
    at += 4
  }
  running = depth
  sum += total
}

function countPosition(depth: i32, at: usize): void {
  if (<u32>depth < SHALLOW) {
    const slot = SHALLOW_AT + ((<usize>depth << 4) | (at & 12))
    store<u32>(slot, load<u32>(slot) + 1)
  } else countPositions(depth, 1)
}

function countPositions(depth: i32, positions: u64): void {
  if (depth <= 0) return
  const slot = DEEP_AT + 8 * <usize>min<u32>(<u32>depth, BINS - 1)
  store<u64>(slot, load<u64>(slot) + positions)
}

/** The contig is finished: its sum goes to its place. */
export function closeContig(): void {
  if (window.contig >= 0 && contigSums != 0) {
    const at = contigSums + 8 * <usize>window.contig
    store<i64>(at, load<i64>(at) + sum)
    const last = ring + 4 * <usize>(<u32>window.high & window.mask)
    store<i32>(last, 0)
  }
  if (window.contig >= 0 && rows > 1 && contigSumRows != 0) closeRows()
  running = 0
  sum = 0
}

function closeRows(): void {
  for (let i: u32 = 0; i < rows; i++) {
    const at = contigSumRows + stride * <usize>i + 8 * <usize>window.contig
    store<i64>(at, load<i64>(at) + load<i64>(ROW_SUMS + 8 * <usize>i))
  }
  memory.fill(ROW_SUMS, 0, 8 * MAX_ROWS)
}

/** Adds the histogram to BINS u64 words at `target` and clears it. */
export function collectHistogram(target: usize): void {
  for (let depth: u32 = 1; depth < BINS; depth++) {
    let positions = load<u64>(DEEP_AT + 8 * depth)
    if (depth < SHALLOW) positions += takeShallow(depth)
    store<u64>(target + 8 * depth, positions)
  }
  memory.fill(DEEP_AT, 0, 8 * BINS)
}

function takeShallow(depth: u32): u64 {
  const at = SHALLOW_AT + (<usize>depth << 4)
  const positions = <u64>load<u32>(at) + load<u32>(at, 4) + load<u32>(at, 8) + load<u32>(at, 12)
  v128.store(at, i64x2.splat(0))
  return positions
}
