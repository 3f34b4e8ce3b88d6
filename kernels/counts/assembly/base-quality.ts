/** Bases of primary reads by quality; index: quality | QC-fail << 8. OQ is preferred to QUAL (Picard 2.27.5, CollectQualityYieldMetrics). */
import * as columns from '@genomsyn/bam/assembly/columns'
import * as record from '@genomsyn/bam/assembly/record'
import { originalQualities } from '@genomsyn/bam/assembly/qualities'

export const LENGTH: u32 = 512
export const NEEDS: u32 = columns.FLAG | columns.LENGTH | columns.QUALITIES | columns.ORIGINAL_QUALITIES
export const AT: usize = memory.data(512 * 8, 16)

// Binned qualities are nearly all one value, which sixteen lanes compare at once; full alphabets are counted two bases at a time in
// a table over pairs, since counting into few cells would make each addition wait for the one before.

/** u32 counters of quality pairs, first in the low byte. */
const PAIRS: usize = memory.data(65536 * 4, 16)
/** u32 counters of single qualities. */
const SINGLES: usize = memory.data(256 * 4, 16)
/** Bases between folds: often enough for u32, seldom enough that walking the pairs costs nothing; the first comes early, to choose the way. */
const BASES_PER_FOLD: i64 = 1 << 23
const BASES_BEFORE_FIRST_FOLD: i64 = 1 << 16

/** Share of the most frequent quality, in sixteenths, from which comparing lanes pays: the sweep's crossing lay between 11 and 13. */
const DOMINANT_SIXTEENTHS: u64 = 12

let basesUntilFold: i64 = BASES_BEFORE_FIRST_FOLD
let dominant: u32 = 0
let isDominated: bool = false

export function observe(): void {
  if (!record.isPrimary() || record.sequenceLength == 0) return
  const original = originalQualities()
  if (original != 0) return addEach(original, 33)
  if (load<u8>(record.qualities) == 0xff) return
  if (record.flag & record.QC_FAIL) return addEach(record.qualities, 0)
  if (isDominated) addExceptions()
  else addPairs(record.qualities, record.sequenceLength)
  basesUntilFold -= record.sequenceLength
  if (basesUntilFold <= 0) fold()
}

export function collect(): void {
  fold()
}

/** One by one: qualities at `at`, each `offset` too large. */
function addEach(at: usize, offset: u32): void {
  const base = AT + (record.flag & record.QC_FAIL ? 8 * 256 : 0)
  for (let i: u32 = 0; i < record.sequenceLength; i++) {
    const quality = (<u32>load<u8>(at + i) - offset) & 0xff
    store<u64>(base + 8 * quality, load<u64>(base + 8 * quality) + 1)
  }
}

/** Bounds: `length` qualities at `at`; eight at a time while they last. */
function addPairs(at: usize, length: u32): void {
  const end = at + length
  for (; at + 8 <= end; at += 8) {
    const eight = load<u64>(at)
    bumpPair(<usize>(eight & 0xffff))
    bumpPair(<usize>((eight >> 16) & 0xffff))
    bumpPair(<usize>((eight >> 32) & 0xffff))
    bumpPair(<usize>(eight >> 48))
  }
  for (; at < end; at++) bumpSingle(<u32>load<u8>(at), 1)
}

function bumpPair(pair: usize): void {
  store<u32>(PAIRS + 4 * pair, load<u32>(PAIRS + 4 * pair) + 1)
}

function bumpSingle(quality: u32, bases: u32): void {
  const at = SINGLES + 4 * <usize>quality
  store<u32>(at, load<u32>(at) + bases)
}

/** Bounds: whole vectors of the read's qualities, then its rest one by one. */
function addExceptions(): void {
  const expected = i8x16.splat(<i8>dominant)
  const end = record.qualities + record.sequenceLength
  let at = record.qualities
  let found: u32 = 0
  for (; at + 16 <= end; at += 16) {
    let others = i8x16.bitmask(i8x16.ne(v128.load(at), expected))
    found += 16 - <u32>popcnt(others)
    for (; others != 0; others &= others - 1) bumpSingle(<u32>load<u8>(at + ctz(others)), 1)
  }
  bumpSingle(dominant, found)
  for (; at < end; at++) bumpSingle(<u32>load<u8>(at), 1)
}

/** Moves the u32 counters to their place and looks anew which quality dominates. */
function fold(): void {
  basesUntilFold = BASES_PER_FOLD
  let bases: u64 = 0
  let most: u64 = 0
  if (!isDominated) foldPairs()
  for (let quality: u32 = 0; quality < 256; quality++) {
    const found = <u64>load<u32>(SINGLES + 4 * quality)
    store<u64>(AT + 8 * quality, load<u64>(AT + 8 * quality) + found)
    bases += found
    if (found > most) dominant = quality
    most = max(most, found)
  }
  memory.fill(SINGLES, 0, 256 * 4)
  isDominated = bases > 0 && most * 16 >= bases * DOMINANT_SIXTEENTHS
}

/** Only qualities up to 127 stand in the low half of the table; SAM allows no more than 93. */
function foldPairs(): void {
  for (let second: usize = 0; second < 256; second++) {
    for (let first: usize = 0; first < 256; first++) {
      const at = PAIRS + 4 * ((second << 8) | first)
      const found = load<u32>(at)
      if (found == 0) continue
      bumpSingle(<u32>first, found)
      bumpSingle(<u32>second, found)
      store<u32>(at, 0)
    }
  }
}
