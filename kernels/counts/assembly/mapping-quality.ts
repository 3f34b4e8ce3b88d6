/** Primary mapped reads by MAPQ; index: MAPQ | SEQ absent << 8. */
import * as columns from '@genomsyn/bam/assembly/columns'
import * as record from '@genomsyn/bam/assembly/record'

export const LENGTH: u32 = 512
export const NEEDS: u32 = columns.FLAG | columns.LENGTH | columns.MAPPING_QUALITY
export const BY_READ_GROUP: bool = true
export const AT: usize = memory.data(512 * 8, 16)

export function observe(counts: usize): void {
  if (record.flag & (record.UNMAPPED | record.SECONDARY | record.SUPPLEMENTARY)) return
  const absent: u32 = record.sequenceLength == 0 ? 256 : 0
  const at = counts + 8 * <usize>(record.mappingQuality | absent)
  store<u64>(at, load<u64>(at) + 1)
}
