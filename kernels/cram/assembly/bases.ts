// SEQ of a record, rebuilt where a count asks: reference bases between the features, and theirs (CRAMv3 section 10.6, 2024-09).
import * as row from '@genomsyn/bam/assembly/row'
import * as arena from './arena'
import { codeOf, dependsOnReference, substituteOf, UNKNOWN } from './base-codes'
import * as features from './features'
import * as reference from './reference'
import * as rows from './rows'

/** Codes of the read, one to a byte, and packed as SEQ is; both are the arena's. */
let codes: usize = 0
let packed: usize = 0
let room: u32 = 0
/** Whether a base of the record built last is not known that would decide whether it is N. */
export let isUncertain: bool = false
/** Whether every base of it is known. */
export let isWhole: bool = true

let filled: u32 = 0
let position: i32 = 0

/** Takes room for reads of up to `length` bases; a fault when there is none. */
export function prepareBases(length: u32): void {
  room = length
  codes = arena.takeHigh(<u64>length + 32)
  packed = arena.takeHigh(((<u64>length) >> 1) + 64)
}

/** Rebuilds SEQ of a mapped record; `isAtHand` when the reference is. Returns its address: two bases to a byte, the first highest. */
export function buildBases(record: usize, isAtHand: bool): usize {
  const length = min(load<u32>(record, row.SEQUENCE_LENGTH), room)
  filled = 0
  position = load<i32>(record, row.POSITION)
  isUncertain = false
  isWhole = true
  let at = <usize>load<u32>(record, rows.FEATURES)
  const end = at + features.FEATURE_BYTES * <usize>load<u32>(record, rows.FEATURE_COUNT)
  for (; at < end; at += features.FEATURE_BYTES) {
    fillFromReference(min(load<u32>(at, 4) - 1, length), isAtHand)
    applyFeature(at, length, isAtHand)
  }
  fillFromReference(length, isAtHand)
  pack(length)
  return packed
}

/** SEQ of an unmapped record, whose letters are stored. Returns its address. */
export function packBases(record: usize): usize {
  const letters = <usize>load<u32>(record, rows.FEATURES)
  const length = min(load<u32>(record, row.SEQUENCE_LENGTH), room)
  for (let i: u32 = 0; i < length; i++) store<u8>(codes + i, <u8>(letters == 0 ? UNKNOWN : codeOf(load<u8>(letters + i))))
  pack(length)
  return packed
}

function fillFromReference(upTo: u32, isAtHand: bool): void {
  if (filled < upTo && !isAtHand) isWhole = false
  for (; filled < upTo; filled++) store<u8>(codes + filled, <u8>(isAtHand ? reference.baseAt(position++) : UNKNOWN))
}

function applyFeature(at: usize, length: u32, isAtHand: bool): void {
  const code = load<u32>(at)
  const bases = load<u32>(at, 8)
  const datum = load<u32>(at, 12)
  if (code == features.DELETED || code == features.SKIPPED) position += <i32>bases
  else if (code == features.SUBSTITUTION) {
    put(substitute(datum, isAtHand ? reference.baseAt(position) : UNKNOWN), length)
    if (!isAtHand && load<u8>(codes + filled - 1) == <u8>UNKNOWN) isWhole = false
    position++
  } else if (code == features.INSERTED_BASE || code == features.BASE_AND_SCORE) {
    put(codeOf(datum), length)
    if (code == features.BASE_AND_SCORE) position++
  } else {
    for (let i: u32 = 0; i < bases; i++) put(datum == 0 ? UNKNOWN : codeOf(load<u8>(<usize>datum + i)), length)
    if (code == features.BASES) position += <i32>bases
  }
}

function substitute(code: u32, base: u32): u32 {
  if (base == UNKNOWN && dependsOnReference(code)) isUncertain = true
  return substituteOf(base, code)
}

function put(code: u32, length: u32): void {
  if (filled >= length) return
  store<u8>(codes + filled, <u8>code)
  filled++
}

/** Bounds: up to sixteen bases behind the last are packed with it. */
function pack(length: u32): void {
  store<u64>(codes + length, 0)
  for (let i: u32 = 0; i < length; i += 8) {
    const eight = load<u64>(codes + i)
    const pairs = ((eight << 4) | (eight >> 8)) & 0x00ff00ff00ff00ff
    const four = (pairs | (pairs >> 8)) & 0x0000ffff0000ffff
    store<u32>(packed + (i >> 1), <u32>(four | (four >> 16)))
  }
}
