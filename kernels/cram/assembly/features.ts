// Read features (CRAMv3 section 10.6, 2024-09): the differences of a read from the reference, as CIGAR operations, as qualities where
// those are stored one by one, and as a list from which bases.ts rebuilds SEQ. Operations join as in htslib: substitutions are matches.
import { SIZE_IMPLAUSIBLE, OK } from '@genomsyn/abi/assembly/status'
import * as row from '@genomsyn/bam/assembly/row'
import * as arena from './arena'
import { isNoCall, mayBecomeNoCall } from './base-codes'
import { arrayAt, arrayBytes, readArray, readByte, readInt } from './encodings'
import { fail, failInSlice, status } from './fault'
import * as rows from './rows'
import * as series from './series'
import { slotOf } from './series'

const MATCH: u32 = 0
const INSERTION: u32 = 1
const DELETION: u32 = 2
const SKIP: u32 = 3
const SOFT_CLIP: u32 = 4
const HARD_CLIP: u32 = 5
const PADDING: u32 = 6

/** Codes of features: ASCII letters. */
export const BASES: u32 = 0x62
export const SCORES: u32 = 0x71
export const BASE_AND_SCORE: u32 = 0x42
export const SUBSTITUTION: u32 = 0x58
export const INSERTED_BASES: u32 = 0x49
export const INSERTED_BASE: u32 = 0x69
export const DELETED: u32 = 0x44
export const SCORE: u32 = 0x51
export const SKIPPED: u32 = 0x4e
export const SOFT_CLIPPED: u32 = 0x53
export const PADDED: u32 = 0x50
export const HARD_CLIPPED: u32 = 0x48

/** A kept feature: u32 code, u32 position in the read, u32 length, u32 base, substitution code or address. */
export const FEATURE_BYTES: usize = 16

/** Features that a slice may have: so many, and more as far as its bytes may carry them. */
const FEATURES_UNDOUBTED: u64 = 1 << 16
const FEATURES_PER_BYTE: u64 = 64
const FEATURES_MAX: u64 = 1 << 26
/** An operation's length has 28 bits. */
const OPERATION_MAX: u32 = 1 << 28

let buildsCigar: bool = false
let keepsFeatures: bool = false
let featuresLeft: u64 = 0

// The record being read: next operation, bases and positions so far, the operation that is still open.
let operations: usize = 0
let base: u32 = 0
let position: u32 = 0
let openLength: u32 = 0
let openOperation: u32 = 0
let kept: usize = 0
let mayHaveNoCall: u32 = 0
/** Buffer of qualities that stand in features, or 0. */
export let scores: usize = 0

/** Begins a slice of so many bytes. */
export function openFeatures(cigar: bool, bases: bool, bytes: u64): void {
  buildsCigar = cigar
  keepsFeatures = bases
  featuresLeft = min(FEATURES_UNDOUBTED + FEATURES_PER_BYTE * bytes, FEATURES_MAX)
}

/** Reads the features of a mapped record of `length` bases into its row. */
export function readFeatures(record: usize, length: u32): void {
  const count = <u32>readInt(slotOf(series.FN))
  scores = 0
  if (load<u32>(slotOf(series.FC), series.NEEDED) == 0) return
  if (<u64>count > featuresLeft) return <i32>count < 0 ? failInSlice() : fail(SIZE_IMPLAUSIBLE, count, featuresLeft)
  featuresLeft -= count
  if (!arena.hasRoom(8 * (<u64>count + 2))) return
  begin(record, count)
  if (status != OK) return
  let at: u32 = 0
  for (let i: u32 = 0; i < count && status == OK; i++) {
    const code = readByte(slotOf(series.FC))
    at += <u32>readInt(slotOf(series.FP))
    if (buildsCigar && !matchUpTo(at, length)) return
    readFeature(code, at, length)
  }
  if (buildsCigar) end(record, length)
  if (keepsFeatures && count > 0)
    store<u32>(record, <u32>((kept - <usize>load<u32>(record, rows.FEATURES)) / FEATURE_BYTES), rows.FEATURE_COUNT)
  store<u32>(record, mayHaveNoCall, rows.MAY_HAVE_NO_CALL)
}

function begin(record: usize, count: u32): void {
  base = 0
  position = load<u32>(record, row.POSITION) // one before the 1-based start
  openLength = 0
  openOperation = MATCH
  mayHaveNoCall = 0
  if (keepsFeatures && count > 0) {
    kept = arena.takeHigh(<u64>FEATURE_BYTES * count)
    store<u32>(record, <u32>kept, rows.FEATURES)
  }
  operations = (arena.low + 3) & ~3
  store<u32>(record, <u32>operations, row.CIGAR)
}

/** The bases up to a feature match; `at` is the 1-based position of the feature in the read. */
function matchUpTo(at: u32, length: u32): bool {
  if (at - 1 > base && (at > length + 1 || <i32>at <= 0)) {
    failInSlice()
    return false
  }
  if (at > base + 1) {
    extend(MATCH, at - 1 - base)
    position += at - 1 - base
    base = at - 1
  }
  return status == OK
}

function readFeature(code: u32, at: u32, length: u32): void {
  if (code == SUBSTITUTION) {
    const substitute = readByte(slotOf(series.BS))
    matched(1)
    if (keepsFeatures) keepSubstitution(at, substitute)
  } else if (code == SOFT_CLIPPED) readSoftClip(at)
  else if (code == INSERTED_BASES) {
    readArray(slotOf(series.IN))
    inserted(arrayBytes)
    if (keepsFeatures) keepArray(code, at)
  } else if (code == DELETED || code == SKIPPED) readGap(code, at)
  else if (code == HARD_CLIPPED || code == PADDED) readUnseen(code)
  else readRareFeature(code, at, length)
}

function readRareFeature(code: u32, at: u32, length: u32): void {
  if (code == INSERTED_BASE) {
    inserted(1)
    keepBase(code, at, readByte(slotOf(series.BA)))
  } else if (code == BASE_AND_SCORE) {
    matched(1)
    keepBase(code, at, readByte(slotOf(series.BA)))
    readScore(at, length)
  } else if (code == SCORE) readScore(at, length)
  else if (code == BASES) {
    readArray(slotOf(series.BB))
    matched(arrayBytes)
    if (keepsFeatures) keepArray(code, at)
  } else if (code == SCORES) {
    readArray(slotOf(series.QQ))
    if (buildsCigar) extend(MATCH, 0)
    storeScores(at, length)
  } else failInSlice()
}

function readSoftClip(at: u32): void {
  readArray(slotOf(series.SC))
  if (!buildsCigar) return
  close()
  push(SOFT_CLIP, arrayBytes)
  openOperation = SOFT_CLIP
  base += arrayBytes
  if (keepsFeatures) keepArray(SOFT_CLIPPED, at)
}

function readGap(code: u32, at: u32): void {
  const length = <u32>readInt(slotOf(code == DELETED ? series.DL : series.RS))
  if (buildsCigar) extend(code == DELETED ? DELETION : SKIP, length)
  position += length
  keep(code, at, length, 0)
}

function readUnseen(code: u32): void {
  const length = <u32>readInt(slotOf(code == PADDED ? series.PD : series.HC))
  if (buildsCigar) extend(code == PADDED ? PADDING : HARD_CLIP, length)
}

function matched(length: u32): void {
  if (buildsCigar) extend(MATCH, length)
  base += length
  position += length
}

function inserted(length: u32): void {
  if (buildsCigar) extend(INSERTION, length)
  base += length
}

/** Lengthens the open operation, or closes it and opens another. */
function extend(operation: u32, length: u32): void {
  if (length >= OPERATION_MAX) return failInSlice()
  if (openOperation != operation) close()
  openOperation = operation
  openLength += length
}

function close(): void {
  if (openLength != 0) push(openOperation, openLength)
  openLength = 0
}

function push(operation: u32, length: u32): void {
  if (length >= OPERATION_MAX) return failInSlice()
  store<u32>(operations, (length << 4) | operation)
  operations += 4
}

/** The bases behind the last feature match. */
function end(record: usize, length: u32): void {
  if (length > base) {
    extend(MATCH, length - base)
    position += length - base
  }
  close()
  arena.moveLow(operations)
  store<u32>(record, (<u32>(operations - <usize>load<u32>(record, row.CIGAR))) >> 2, row.CIGAR_LENGTH)
  store<u32>(record, position, rows.ALIGNMENT_END)
}

function keep(code: u32, at: u32, length: u32, datum: u32): void {
  if (!keepsFeatures) return
  store<u32>(kept, code)
  store<u32>(kept, at, 4)
  store<u32>(kept, length, 8)
  store<u32>(kept, datum, 12)
  kept += FEATURE_BYTES
}

function keepBase(code: u32, at: u32, letter: u32): void {
  if (isNoCall(letter)) mayHaveNoCall = 1
  keep(code, at, 1, letter)
}

function keepSubstitution(at: u32, code: u32): void {
  if (mayBecomeNoCall(code)) mayHaveNoCall = 1
  keep(SUBSTITUTION, at, 1, code)
}

function keepArray(code: u32, at: u32): void {
  keep(code, at, arrayBytes, <u32>arrayAt)
  if (mayHaveNoCall != 0 || arrayAt == 0) return
  for (let i: u32 = 0; i < arrayBytes; i++) if (isNoCall(load<u8>(arrayAt + i))) mayHaveNoCall = 1
}

/** One quality at a 1-based position of the read. */
function readScore(at: u32, length: u32): void {
  const score = readByte(slotOf(series.QS))
  if (load<u32>(slotOf(series.QS), series.NEEDED) == 0 || !hasScores(length)) return
  if (at - 1 < length) store<u8>(scores + at - 1, <u8>score)
}

function storeScores(at: u32, length: u32): void {
  if (arrayAt == 0 || arrayBytes == 0 || !hasScores(length)) return
  if (at - 1 < length && arrayBytes <= length - (at - 1)) memory.copy(scores + at - 1, arrayAt, arrayBytes)
  else failInSlice()
}

/** Bases without a quality of their own have 30 where others have one (htslib 1.16.1, cram_decode.c). */
function hasScores(length: u32): bool {
  if (scores != 0) return true
  scores = arena.takeHigh(<u64>length + 32)
  if (scores == 0) return false
  memory.fill(scores, 30, length)
  return true
}
