/** Territory positions by depth capped at 250; index 0 stays empty. */
import * as columns from '@genomsyn/bam/assembly/columns'
import { collectHistogram } from '@genomsyn/coverage/assembly/wgs-ring'

export const LENGTH: u32 = 251
export const NEEDS: u32 =
  columns.FLAG |
  columns.LOCUS |
  columns.CIGAR |
  columns.LENGTH |
  columns.MAPPING_QUALITY |
  columns.NAME |
  columns.QUALITIES |
  columns.BASES
export const AT: usize = memory.data(251 * 8, 16)

export function collect(): void {
  collectHistogram(AT)
}
