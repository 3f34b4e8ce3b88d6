// Where the record in view lies: a virtual offset in a BAM, a container and an ordinal in a CRAM (see the report block).
import * as record from '@genomsyn/bam/assembly/record'
import * as stream from './stream'

const ORDINAL_BITS: u64 = 20
const ORDINAL_MAX: u64 = (1 << 20) - 1

/** File offset of the container, and records of it before the one in view. */
export let container: u64 = 0
export let ordinal: u64 = 0

export function moveToContainer(offset: u64): void {
  container = offset
  ordinal = 0
}

export function moveToOrdinal(index: u64): void {
  ordinal = index
}

export function currentPlace(): u64 {
  return record.isRow ? (container << ORDINAL_BITS) | min(ordinal, ORDINAL_MAX) : stream.virtualOffset(stream.at)
}
