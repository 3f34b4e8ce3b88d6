/** Sum of depth over the contig. */
import { placeContigSums } from '@genomsyn/coverage/assembly/depth'

export const LENGTH_PER_CONTIG: u32 = 1
export let AT: usize = 0

/** The sweep adds to it when it leaves a contig. */
export function place(address: usize): void {
  AT = address
  placeContigSums(address)
}
