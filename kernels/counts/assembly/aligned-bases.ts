/** Bases aligned to the reference (M, =, X) by FLAG & 0xfff, those of unmapped records with a CIGAR included. */
import { alignedBases } from '@genomsyn/bam/assembly/cigar'
import * as columns from '@genomsyn/bam/assembly/columns'
import * as record from '@genomsyn/bam/assembly/record'

export const LENGTH: u32 = 4096
export const NEEDS: u32 = columns.FLAG | columns.CIGAR
export const BY_READ_GROUP: bool = true
export const AT: usize = memory.data(4096 * 8, 16)

export function observe(counts: usize): void {
  // Without a CIGAR nothing was measured, and the sum is that of an earlier record.
  if (record.cigarLength == 0) return
  const at = counts + 8 * <usize>(record.flag & 0xfff)
  store<u64>(at, load<u64>(at) + alignedBases)
}
