/** Records by FLAG; index: FLAG & 0xfff | SEQ absent << 12. Every row of samtools flagstat but two follows from it. */
import * as columns from '@genomsyn/bam/assembly/columns'
import * as record from '@genomsyn/bam/assembly/record'

export const LENGTH: u32 = 8192
export const NEEDS: u32 = columns.FLAG | columns.LENGTH
export const BY_READ_GROUP: bool = true
export const AT: usize = memory.data(8192 * 8, 16)

export function observe(counts: usize): void {
  const absent: u32 = record.sequenceLength == 0 ? 4096 : 0
  const at = counts + 8 * <usize>((record.flag & 0xfff) | absent)
  store<u64>(at, load<u64>(at) + 1)
}
