/** Records placed on the contig: mapped, unmapped. What samtools idxstats prints. */
import * as columns from '@genomsyn/bam/assembly/columns'
import * as record from '@genomsyn/bam/assembly/record'

export const LENGTH_PER_CONTIG: u32 = 2
export const NEEDS: u32 = columns.FLAG | columns.LOCUS
export const BY_READ_GROUP: bool = true
export let AT: usize = 0

export function place(address: usize): void {
  AT = address
}

export function observe(counts: usize): void {
  if (record.contig < 0) return
  const at = counts + 16 * <usize>record.contig + (record.flag & record.UNMAPPED ? 8 : 0)
  store<u64>(at, load<u64>(at) + 1)
}
