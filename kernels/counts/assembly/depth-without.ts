/**
 * Territory positions by depth, capped at 250, of all reads but those of the read group; bases beyond the cap; overlaps with a read of its
 * name in another read group, in wgs-depth (bases) and in depth (pairs). Index 0 stays empty. Only the rows by read group hold anything.
 */
import * as columns from '@genomsyn/bam/assembly/columns'
import { collectGroup } from '@genomsyn/coverage/assembly/group-rings'

export const LENGTH: u32 = 254
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
export const AT: usize = memory.data(254 * 8, 16)

export function collectRow(counts: usize, row: u32): void {
  collectGroup(counts, row)
}
