// Quality values packed by the models of fqzcomp (CRAMcodecs section 6, FQZComp quality codec; hts-specs, 2025-04).
// Not the lengths of records, which another data series holds: those in the stream serve the models only.
import { CODEC_FAILED, NEEDS_ROOM } from '@genomsyn/abi/assembly/status'
import { headerEnd, openHeader, readUint7 } from '../fqzcomp/header-reader'
import { createFqzcompModels } from '../fqzcomp/models'
import { readParameterSets } from '../fqzcomp/parameters'
import { decodeQualities } from '../fqzcomp/qualities'
import { beginRecords, isDuplicate, nextRecord, recordLength, reverseLast, reversePrevious } from '../fqzcomp/records'
import { rangeAt, startRange } from '../range-coder'
import { releaseScratch, scratchMark } from '../scratch'

export const METHOD: u32 = 7

/** Decodes [src, srcEnd) to exactly [dst, dstEnd). Returns the bytes written, CODEC_FAILED, or NEEDS_ROOM for up to 52 MB of models. */
export function decode(src: usize, srcEnd: usize, dst: usize, dstEnd: usize): i32 {
  const mark = scratchMark()
  const status = decodeStream(src, srcEnd, dst, dstEnd)
  releaseScratch(mark)
  return status
}

function decodeStream(src: usize, srcEnd: usize, dst: usize, dstEnd: usize): i32 {
  openHeader(src, srcEnd)
  if (readUint7() != <u32>(dstEnd - dst)) return CODEC_FAILED
  const status = readParameterSets()
  if (status < 0) return status
  if (!startRange(headerEnd(), srcEnd)) return CODEC_FAILED
  if (!createFqzcompModels()) return NEEDS_ROOM
  return decodeRecords(srcEnd, dst, dstEnd) ? <i32>(dstEnd - dst) : CODEC_FAILED
}

function decodeRecords(srcEnd: usize, dst: usize, dstEnd: usize): bool {
  beginRecords()
  for (let out = dst; out < dstEnd; out += recordLength) {
    if (!nextRecord() || rangeAt > srcEnd || <usize>recordLength > dstEnd - out) return false
    if (isDuplicate) memory.copy(out, out - recordLength, recordLength)
    else if (!decodeQualities(srcEnd, out, out + recordLength)) return false
    reversePrevious(out)
  }
  reverseLast(dstEnd)
  return rangeAt <= srcEnd
}
