/** Reads and bases left out of wgs-depth, by reason. */
import * as columns from '@genomsyn/bam/assembly/columns'
import { collectExclusions } from '@genomsyn/coverage/assembly/wgs-exclusions'

export const LENGTH: u32 = 17
export const NEEDS: u32 =
  columns.FLAG |
  columns.LOCUS |
  columns.CIGAR |
  columns.LENGTH |
  columns.MAPPING_QUALITY |
  columns.NAME |
  columns.QUALITIES |
  columns.BASES
export const AT: usize = memory.data(17 * 8, 16)

export function collect(): void {
  collectExclusions(AT, LENGTH)
}
