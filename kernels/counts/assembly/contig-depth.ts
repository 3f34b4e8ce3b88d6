/** Sum of depth over the contig. */
import * as columns from '@genomsyn/bam/assembly/columns'
import { placeContigSumRows, placeContigSums } from '@genomsyn/coverage/assembly/depth'

export const LENGTH_PER_CONTIG: u32 = 1
export const NEEDS: u32 =
  columns.FLAG | columns.LOCUS | columns.CIGAR | columns.MAPPING_QUALITY | columns.MATE | columns.MATE_NAME
export const BY_READ_GROUP: bool = true
export let AT: usize = 0

/** The sweep adds to it when it leaves a contig. */
export function place(address: usize): void {
  AT = address
  placeContigSums(address)
}

/** As much for each row of the table by read group: the first at `address`, the next so many bytes on. */
export function placeRows(address: usize, stride: usize): void {
  placeContigSumRows(address, stride)
}
