// Which names have to be read when only overlapping mates need them: those of pairs that the slice does not link by itself. Names of
// linked fragments are stood for by a number, and so are those that were not preserved.
import * as bam from '@genomsyn/bam/assembly/record'
import * as row from '@genomsyn/bam/assembly/row'
import { hasReadNames } from './compression-header'
import { status } from './fault'
import { readName } from './decode-record'
import { hashOf } from './mates'
import * as rows from './rows'
import { OK } from '@genomsyn/abi/assembly/status'

const PROPER_PRIMARY: u32 = bam.PROPER_PAIR
const CONSIDERED: u32 = bam.PROPER_PAIR | bam.SUPPLEMENTARY | bam.UNMAPPED

/** The longest mapped read of the shard so far: a mate further away cannot overlap. */
let longestSpan: i32 = 0

export function forgetSpans(): void {
  longestSpan = 0
}

/** Whether a record of the slice that is not linked may overlap its mate. */
export function needsNames(): bool {
  const end = rows.rows + row.ROW_BYTES * <usize>rows.rowCount
  for (let record = rows.rows; record < end; record += row.ROW_BYTES) {
    longestSpan = max(longestSpan, load<i32>(record, rows.ALIGNMENT_END) - load<i32>(record, row.POSITION))
  }
  for (let record = rows.rows; record < end; record += row.ROW_BYTES) {
    if (load<i32>(record, rows.MATE_LINE) < 0 && mayOverlapMate(record)) return true
  }
  return false
}

/** Reads the names of the slice, whose stream is at hand. */
export function readNames(): void {
  const end = rows.rows + row.ROW_BYTES * <usize>rows.rowCount
  for (let record = rows.rows; record < end && status == OK; record += row.ROW_BYTES) {
    if (hasReadNames || (load<u32>(record, rows.CRAM_FLAGS) & rows.DETACHED) != 0) readName(record)
  }
}

/**
 * Settles what stands for the names: the text where `areRead`, a number where there is none. Linked fragments keep their number when
 * only mates count.
 */
export function settleNames(identity: u64, areRead: bool, onlyMates: bool): void {
  for (let i: usize = 0; i < <usize>rows.rowCount; i++) {
    const record = rows.rows + row.ROW_BYTES * i
    const isLinked = load<i32>(record, rows.MATE_LINE) >= 0
    if (areRead && load<u32>(record, row.NAME_BYTES) != 0 && !(isLinked && onlyMates)) store<u64>(record, 0, row.NAME_HASH)
    else if (!isLinked) store<u64>(record, hashOf(identity + <u64>i), row.NAME_HASH)
  }
}

function mayOverlapMate(record: usize): bool {
  if ((load<u32>(record, row.FLAG) & CONSIDERED) != PROPER_PRIMARY) return false
  if (load<i32>(record, row.CONTIG) != load<i32>(record, row.MATE_CONTIG)) return false
  const start = load<i32>(record, row.POSITION)
  const mate = load<i32>(record, row.MATE_POSITION)
  return start <= mate ? mate < load<i32>(record, rows.ALIGNMENT_END) : start - mate <= longestSpan
}
