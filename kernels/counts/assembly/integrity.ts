/** Records; records out of coordinate order; alignments past the contig end; alignments with CG tag. */
import * as columns from '@genomsyn/bam/assembly/columns'
export const LENGTH: u32 = 4
export const NEEDS: u32 = columns.LOCUS | columns.CIGAR
export const AT: usize = memory.data(4 * 8, 16)

const RECORDS: usize = 0
const OUT_OF_ORDER: usize = 8
const PAST_CONTIG_END: usize = 16
const LONG_CIGAR: usize = 24

export function observe(): void {
  add(RECORDS)
}

export function observeOutOfOrder(): void {
  add(OUT_OF_ORDER)
}

export function observePastContigEnd(): void {
  add(PAST_CONTIG_END)
}

export function observeLongCigar(): void {
  add(LONG_CIGAR)
}

function add(offset: usize): void {
  store<u64>(AT + offset, load<u64>(AT + offset) + 1)
}
