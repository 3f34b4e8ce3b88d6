/** Primary reads whose mapped mate lies on another contig; index: QC-fail | MAPQ >= 5 << 1 (samtools 1.16.1, bam_stat.c). */
import * as columns from '@genomsyn/bam/assembly/columns'
import * as record from '@genomsyn/bam/assembly/record'

export const LENGTH: u32 = 4
export const NEEDS: u32 = columns.FLAG | columns.LOCUS | columns.MATE | columns.MAPPING_QUALITY
export const AT: usize = memory.data(4 * 8, 16)

const CONSIDERED: u32 = record.PAIRED | record.UNMAPPED | record.MATE_UNMAPPED | record.SECONDARY | record.SUPPLEMENTARY

export function observe(): void {
  if ((record.flag & CONSIDERED) != record.PAIRED || record.contig == record.mateContig) return
  const index = (record.flag & record.QC_FAIL ? 1 : 0) | (record.mappingQuality >= 5 ? 2 : 0)
  store<u64>(AT + 8 * <usize>index, load<u64>(AT + 8 * <usize>index) + 1)
}
