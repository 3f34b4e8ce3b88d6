/** Reads and bases left out of wgs-depth, by reason. */
import * as columns from '@genomsyn/bam/assembly/columns'
import { collectExclusionRow, collectExclusions } from '@genomsyn/coverage/assembly/wgs-exclusions'

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
export const BY_READ_GROUP: bool = true
export const AT: usize = memory.data(17 * 8, 16)

export function collect(): void {
  collectExclusions(AT, LENGTH)
}

/** What is beyond the cap lies with no one read group. */
export function collectRow(counts: usize, row: u32): void {
  collectExclusionRow(counts, row)
}
