/** Primary reads whose qualities come from QUAL, from OQ, from nowhere. */
import * as columns from '@genomsyn/bam/assembly/columns'
import * as record from '@genomsyn/bam/assembly/record'
import { originalQualities } from '@genomsyn/bam/assembly/qualities'

export const LENGTH: u32 = 3
export const NEEDS: u32 = columns.FLAG | columns.LENGTH | columns.QUALITIES | columns.ORIGINAL_QUALITIES
export const BY_READ_GROUP: bool = true
export const AT: usize = memory.data(3 * 8, 16)

export function observe(counts: usize): void {
  if (!record.isPrimary()) return
  const absent = record.sequenceLength == 0 || load<u8>(record.qualities) == 0xff
  const index: usize = originalQualities() != 0 ? 1 : absent ? 2 : 0
  store<u64>(counts + 8 * index, load<u64>(counts + 8 * index) + 1)
}
