// CIGAR operations of the record view: spans, lengths, and the long CIGAR of the CG tag (SAMv1 sections 1.4 and 4.2.2, 2024-11).
import { findTag, tagValue } from './aux'
import * as record from './record'

export const MATCH: u32 = 0
export const SOFT_CLIP: u32 = 4
export const SKIP: u32 = 3

/** Bit i is set when operation i consumes the reference: M D N = X. */
const CONSUMES_REFERENCE: u32 = 0b110001101
/** M I S = X. */
const CONSUMES_READ: u32 = 0b110010011
/** M = X: both, so a base stands at a position. */
const ALIGNS: u32 = 0b110000001

/** Set by `measureCigar`: positions on the reference, bases of the read, bases aligned. */
export let referenceSpan: u32 = 0
export let readLength: u32 = 0
export let alignedBases: u32 = 0

export function isAligned(op: u32): bool {
  return ((ALIGNS >> (op & 15)) & 1) != 0
}

export function consumesReference(op: u32): bool {
  return ((CONSUMES_REFERENCE >> (op & 15)) & 1) != 0
}

export function consumesRead(op: u32): bool {
  return ((CONSUMES_READ >> (op & 15)) & 1) != 0
}

/** Sums the operations of the record in view; lengths wrap at 2^32, so totals are clamped there. */
export function measureCigar(): void {
  if (record.cigarLength == 1) return measureSingle(load<u32>(record.cigar))
  let span: u64 = 0
  let read: u64 = 0
  let aligned: u64 = 0
  const end = record.cigar + 4 * record.cigarLength
  for (let at = record.cigar; at < end; at += 4) {
    const operation = load<u32>(at)
    const length = <u64>(operation >> 4)
    const op = operation & 15
    span += ((CONSUMES_REFERENCE >> op) & 1) * length
    read += ((CONSUMES_READ >> op) & 1) * length
    aligned += ((ALIGNS >> op) & 1) * length
  }
  referenceSpan = clamp(span)
  readLength = clamp(read)
  alignedBases = clamp(aligned)
}

/**
 * A CIGAR of more than 65535 operations stands in the CG tag, and `<l_seq>S<span>N` in its place.
 * Returns whether it was put into view.
 */
export function expandLongCigar(): bool {
  if (record.cigarLength != 2 || load<u32>(record.cigar) != ((record.sequenceLength << 4) | SOFT_CLIP)) return false
  if ((load<u32>(record.cigar, 4) & 15) != SKIP) return false
  const tag = findTag(0x4743) // "CG"
  if (tag == 0 || load<u16>(tag, 2) != 0x4942) return false // "BI"
  const length = load<u32>(tag, 4)
  if (<usize>length > (record.auxEnd - tagValue(tag) - 5) / 4) return false
  record.setCigar(tag + 8, length)
  return true
}

function measureSingle(operation: u32): void {
  const length = operation >> 4
  const op = operation & 15
  referenceSpan = ((CONSUMES_REFERENCE >> op) & 1) * length
  readLength = ((CONSUMES_READ >> op) & 1) * length
  alignedBases = ((ALIGNS >> op) & 1) * length
}

function clamp(total: u64): u32 {
  return total > 0x7fffffff ? 0x7fffffff : <u32>total
}
