/** Sum of depth over the contig. */
import * as columns from '@genomsyn/bam/assembly/columns'
import { placeContigSums } from '@genomsyn/coverage/assembly/depth'

export const LENGTH_PER_CONTIG: u32 = 1
export const NEEDS: u32 =
  columns.FLAG | columns.LOCUS | columns.CIGAR | columns.MAPPING_QUALITY | columns.MATE | columns.MATE_NAME
export let AT: usize = 0

/** The sweep adds to it when it leaves a contig. */
export function place(address: usize): void {
  AT = address
  placeContigSums(address)
}
