/** Reads by |TLEN| clamped to 8000; index: orientation * 8001 + size; orientations inward, outward, other (samtools 1.16.1, stats.c). */
import * as columns from '@genomsyn/bam/assembly/columns'
import * as record from '@genomsyn/bam/assembly/record'

export const LENGTH: u32 = 24003
export const NEEDS: u32 = columns.FLAG | columns.LOCUS | columns.LENGTH | columns.MATE | columns.TEMPLATE_LENGTH
export const BY_READ_GROUP: bool = true
export const AT: usize = memory.data(24003 * 8, 16)

const SIZE_MAX: i64 = 8000
const INWARD: u32 = 0
const OUTWARD: u32 = 1
const OTHER: u32 = 2

const CONSIDERED: u32 = record.PAIRED | record.UNMAPPED | record.MATE_UNMAPPED | record.SECONDARY | record.SUPPLEMENTARY

/** Both mates of a pair are counted; who reads this halves each bin. */
export function observe(counts: usize): void {
  if ((record.flag & CONSIDERED) != record.PAIRED || record.sequenceLength == 0) return
  const tlen = <i64>record.templateLength
  const size = min(tlen < 0 ? -tlen : tlen, SIZE_MAX)
  if (size == 0 && record.contig != record.mateContig) return
  const at = counts + 8 * <usize>(orientation() * 8001 + <u32>size)
  store<u64>(at, load<u64>(at) + 1)
}

function orientation(): u32 {
  const reverse = (record.flag & record.REVERSE) != 0
  if (reverse == ((record.flag & record.MATE_REVERSE) != 0)) return OTHER
  const first = (record.flag & record.FIRST_IN_PAIR) != 0
  const ahead = <i64>record.matePosition - <i64>record.position
  const beforeMate = first ? ahead >= 0 : ahead <= 0
  return beforeMate == (first != reverse) ? INWARD : OUTWARD
}
