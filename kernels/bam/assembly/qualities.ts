// Which qualities a read has: the OQ tag where one is present (SAMtags, 2024-11), else QUAL.
import { findTag, mayHaveTag, tagValue } from './aux'
import * as record from './record'

/** "OQ", little-endian. */
const OQ: u32 = 0x514f

/** The read last asked for, and its answer: several counts ask. */
let askedAt: usize = 0
let asked: usize = 0

/** A new record is in view. */
export function forgetQualities(): void {
  askedAt = 0
}

/** Address of the printable qualities (Phred + 33) of a whole OQ tag, or 0. */
export function originalQualities(): usize {
  if (record.isRow) return record.rowOriginalQualities
  if (askedAt != record.aux) {
    askedAt = record.aux
    asked = mayHaveTag(OQ) ? searchOriginal() : 0
  }
  return asked
}

function searchOriginal(): usize {
  const tag = findTag(OQ)
  if (tag == 0 || load<u8>(tag, 2) != 0x5a) return 0 // "Z"
  const value = tagValue(tag)
  const end = value + record.sequenceLength
  return end < record.auxEnd && load<u8>(end) == 0 ? value : 0
}
