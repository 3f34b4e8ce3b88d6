/** Positions by depth; index 0 stays empty, the last index holds all deeper positions. */
import * as columns from '@genomsyn/bam/assembly/columns'
import { collectHistogram } from '@genomsyn/coverage/assembly/depth'

export const LENGTH: u32 = 65536
export const NEEDS: u32 =
  columns.FLAG | columns.LOCUS | columns.CIGAR | columns.MAPPING_QUALITY | columns.MATE | columns.MATE_NAME
export const AT: usize = memory.data(65536 * 8, 16)

export function collect(): void {
  collectHistogram(AT)
}
