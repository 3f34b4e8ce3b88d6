// Tags of a record (CRAMv3 section 10.5, 2024-09): only those that are wanted, and those whose streams force it, are read.
import { CRAM_HEADER_MALFORMED } from '@genomsyn/abi/assembly/status'
import * as row from '@genomsyn/bam/assembly/row'
import * as arena from './arena'
import { dictionary, dictionaryBytes } from './compression-header'
import { arrayAt, arrayBytes, readArray, readInt } from './encodings'
import { fail, failInSlice } from './fault'
import { originalSlot } from './needs'
import * as series from './series'
import { slotOf } from './series'

/** Per line of the dictionary u32 index of its first slot in `slots`; one more ends the last. */
let lines: usize = 0
let lineCount: u32 = 0
/** Addresses of the slots of tags that are read, line by line. */
let slots: usize = 0

/** Looks up the tags of each line of the dictionary. */
export function prepareTags(): void {
  lineCount = 0
  lines = 0
  if (load<u32>(slotOf(series.TL), series.NEEDED) == 0) return
  lines = arena.takeLow(4 * (<u64>dictionaryBytes + 2))
  slots = arena.takeLow(4 * (<u64>dictionaryBytes / 3 + 1))
  if (lines == 0 || slots == 0) return
  let found: u32 = 0
  const end = dictionary + dictionaryBytes
  for (let at = dictionary; at < end; at++) {
    store<u32>(lines + 4 * lineCount++, found)
    for (; at + 3 <= end && load<u8>(at) != 0; at += 3) if (addTag(keyAt(at), found)) found++
    if (at < end && load<u8>(at) != 0) return fail(CRAM_HEADER_MALFORMED, 0, 0)
  }
  store<u32>(lines + 4 * lineCount, found)
}

/** Reads the tags of a record of `length` bases. */
export function readTags(record: usize, length: u32): void {
  if (lines == 0) return
  const line = <u32>readInt(slotOf(series.TL))
  if (line >= lineCount) return failInSlice()
  const end = load<u32>(lines + 4 * line, 4)
  for (let i = load<u32>(lines + 4 * line); i < end; i++) {
    const slot = <usize>load<u32>(slots + 4 * i)
    readArray(slot)
    if (slot == originalSlot && isWhole(length)) store<u32>(record, <u32>arrayAt, row.ORIGINAL_QUALITIES)
  }
}

/** Whether the value just read has one quality per base. */
function isWhole(length: u32): bool {
  if (arrayBytes == length) return true
  return arrayBytes > length && load<u8>(arrayAt + length) == 0
}

function keyAt(at: usize): u32 {
  return ((<u32>load<u8>(at)) << 16) | ((<u32>load<u8>(at, 1)) << 8) | (<u32>load<u8>(at, 2))
}

/** Whether the tag is read; one without an encoding has no values. */
function addTag(key: u32, index: u32): bool {
  for (let i: usize = 0; i < series.tagCount; i++) {
    const slot = series.tags + i * series.SERIES_BYTES
    if (load<u32>(slot, series.KEY) != key) continue
    store<u32>(slots + 4 * index, <u32>slot)
    return load<u32>(slot, series.NEEDED) != 0
  }
  return false
}
