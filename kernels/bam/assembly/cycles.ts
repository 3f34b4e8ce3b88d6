// The sequencer's cycles of the read in view: which read of its template it is, and how many of its cycles are counted. Cycles are those
// of SEQ: what was clipped away hard is not known.
import * as record from './record'

/** Cycles that are counted; longer reads are counted up to here. */
export const CYCLES: u32 = 1024

export const READ_1: u32 = 0
export const READ_2: u32 = 1
/** A read of a pair that says of itself neither or both. */
export const NEITHER: u32 = 2

/** Which read: one that is not paired is the first (samtools 1.16.1, stats.c). */
export function readOfTemplate(): u32 {
  if ((record.flag & record.PAIRED) == 0) return READ_1
  const order = record.flag & (record.FIRST_IN_PAIR | record.LAST_IN_PAIR)
  return order == record.FIRST_IN_PAIR ? READ_1 : order == record.LAST_IN_PAIR ? READ_2 : NEITHER
}

export function isReverse(): bool {
  return (record.flag & record.REVERSE) != 0
}
