// Names that are read behind all else, when only overlapping mates need them: those of records that the slice does not link by itself.
// Linked fragments are told by a number (mates.ts), and so is whatever has no name.
import { OK } from '@genomsyn/abi/assembly/status'
import * as row from '@genomsyn/bam/assembly/row'
import { hasReadNames } from './compression-header'
import { readName } from './decode-record'
import { status } from './fault'
import * as rows from './rows'

/** Reads the names of the slice, whose stream is at hand. */
export function readNames(): void {
  const end = rows.rows + row.ROW_BYTES * <usize>rows.rowCount
  for (let record = rows.rows; record < end && status == OK; record += row.ROW_BYTES) {
    if (!hasReadNames && (load<u32>(record, rows.CRAM_FLAGS) & rows.DETACHED) == 0) continue
    readName(record)
    const isLinked = load<i32>(record, rows.MATE_LINE) >= 0
    if (!isLinked && load<u32>(record, row.NAME_BYTES) != 0) store<u64>(record, 0, row.NAME_HASH)
  }
}
