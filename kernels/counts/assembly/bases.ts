/** Bases of SEQ by FLAG & 0xfff, soft-clipped ones included. */
import * as columns from '@genomsyn/bam/assembly/columns'
import * as record from '@genomsyn/bam/assembly/record'

export const LENGTH: u32 = 4096
export const NEEDS: u32 = columns.FLAG | columns.LENGTH
export const BY_READ_GROUP: bool = true
export const AT: usize = memory.data(4096 * 8, 16)

export function observe(counts: usize): void {
  const at = counts + 8 * <usize>(record.flag & 0xfff)
  store<u64>(at, load<u64>(at) + record.sequenceLength)
}
