// One record of a slice into its row, series by series in the order of the specification (CRAMv3 section 10, 2024-09). Mates are linked
// when all records are read: mates.ts.
import { CONTIG_UNKNOWN, OK, SIZE_IMPLAUSIBLE } from '@genomsyn/abi/assembly/status'
import * as bam from '@genomsyn/bam/assembly/record'
import * as row from '@genomsyn/bam/assembly/row'
import { hasReadNames, isPositionDelta } from './compression-header'
import { arrayAt, arrayBytes, readArray, readBytes, readInt } from './encodings'
import { fail, failInSlice, status } from './fault'
import { readFeatures, scores } from './features'
import { noteSpan } from './mates'
import { isRead } from './needs'
import * as rows from './rows'
import * as series from './series'
import { slotOf } from './series'
import { readTags } from './tags'

/** The quality that stands for none, and what vectors may read behind it. */
const NO_QUALITIES: usize = memory.data<u8>([0xff, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])
const FLAGS_END: u32 = 0x1000
/** An operation's length has 28 bits. */
const LENGTH_MAX: u32 = (1 << 28) - 1

let sliceContig: i32 = 0
let contigs: i32 = 0
/** Position of the record before, 1-based. */
let previous: i32 = 0

// What the container reads at all: a branch on one of these costs less than a call that reads nothing.
let readsGroups: bool = false
let readsNames: bool = false
let readsMates: bool = false
let readsFeatures: bool = false
let readsMapping: bool = false
let readsBases: bool = false
let readsQualities: bool = false

/** Begins a slice: its contig (-2 for many), its 1-based start, and the number of contigs of the file. */
export function openRecords(contig: i32, start: i32, contigCount: i32): void {
  sliceContig = contig
  contigs = contigCount
  previous = start
  readsGroups = isRead(series.RG)
  readsNames = isRead(series.RN)
  readsMates = isRead(series.NS) || isRead(series.NP) || isRead(series.TS)
  readsFeatures = isRead(series.FN)
  readsMapping = isRead(series.MQ)
  readsBases = isRead(series.BA)
  readsQualities = isRead(series.QS)
}

/** Reads record `index` of the slice into `record`. */
export function decodeRecord(record: usize, index: i32): void {
  clearRow(record)
  const flag = <u32>readInt(slotOf(series.BF))
  const cramFlags = <u32>readInt(slotOf(series.CF))
  if (flag >= FLAGS_END) return failInSlice()
  const contig = sliceContig == -2 ? readInt(slotOf(series.RI)) : sliceContig
  const length = <u32>readInt(slotOf(series.RL))
  const position = isPositionDelta ? previous + readInt(slotOf(series.AP)) : readInt(slotOf(series.AP))
  previous = position
  if (contig < -1 || contig >= contigs) return fail(CONTIG_UNKNOWN, <u64>contig, contigs)
  if (length > LENGTH_MAX) return fail(SIZE_IMPLAUSIBLE, length, LENGTH_MAX)
  store<u32>(record, flag, row.FLAG)
  store<i32>(record, contig, row.CONTIG)
  store<i32>(record, position - 1, row.POSITION)
  if (readsGroups) store<i32>(record, readInt(slotOf(series.RG)), row.READ_GROUP)
  store<u32>(record, length, row.SEQUENCE_LENGTH)
  store<u32>(record, <u32>NO_QUALITIES, row.QUALITIES)
  store<u32>(record, length, rows.READ_LENGTH)
  store<u32>(record, cramFlags, rows.CRAM_FLAGS)
  if (readsNames && hasReadNames) readName(record)
  readMate(record, cramFlags, index)
  readTags(record, length)
  if (flag & bam.UNMAPPED) readUnmapped(record, length, cramFlags)
  else readMapped(record, length, cramFlags)
}

/** ROW_BYTES zeros: memory.fill costs more than seven stores. */
function clearRow(record: usize): void {
  const zeros = i64x2.splat(0)
  v128.store(record, zeros)
  v128.store(record, zeros, 16)
  v128.store(record, zeros, 32)
  v128.store(record, zeros, 48)
  v128.store(record, zeros, 64)
  v128.store(record, zeros, 80)
  v128.store(record, zeros, 96)
}

export function readName(record: usize): void {
  readArray(slotOf(series.RN))
  store<u32>(record, <u32>arrayAt, row.NAME)
  store<u32>(record, arrayBytes, row.NAME_BYTES)
}

function readMate(record: usize, cramFlags: u32, index: i32): void {
  store<i32>(record, -1, rows.MATE_LINE)
  store<i32>(record, -1, row.MATE_CONTIG)
  store<i32>(record, -1, row.MATE_POSITION)
  if (cramFlags & rows.DETACHED) return readDetached(record)
  store<u32>(record, 1, rows.IS_OPEN)
  if (cramFlags & rows.MATE_DOWNSTREAM) store<i32>(record, index + 1 + readInt(slotOf(series.NF)), rows.MATE_LINE)
}

function readDetached(record: usize): void {
  store<u32>(record, <u32>readInt(slotOf(series.MF)), rows.MATE_FLAGS)
  if (readsNames && !hasReadNames) readName(record)
  if (!readsMates) return
  store<i32>(record, readInt(slotOf(series.NS)), row.MATE_CONTIG)
  store<i32>(record, readInt(slotOf(series.NP)) - 1, row.MATE_POSITION)
  store<i32>(record, readInt(slotOf(series.TS)), row.TEMPLATE_LENGTH)
}

function readMapped(record: usize, length: u32, cramFlags: u32): void {
  if (load<i32>(record, row.POSITION) < 0 && load<u32>(slotOf(series.AP), series.NEEDED) != 0) return failInSlice()
  if (readsFeatures) {
    readFeatures(record, length)
    noteSpan(load<i32>(record, rows.ALIGNMENT_END) - load<i32>(record, row.POSITION))
  }
  if (readsMapping) store<u32>(record, (<u32>readInt(slotOf(series.MQ))) & 0xff, row.MAPPING_QUALITY)
  if (readsQualities) readQualities(record, length, cramFlags)
  if (readsFeatures && (cramFlags & rows.QUALITIES_STORED) == 0 && scores != 0) store<u32>(record, <u32>scores, row.QUALITIES)
  if (cramFlags & rows.NO_SEQUENCE) store<u32>(record, 0, row.SEQUENCE_LENGTH)
}

function readUnmapped(record: usize, length: u32, cramFlags: u32): void {
  store<i32>(record, load<i32>(record, row.POSITION) + 1, rows.ALIGNMENT_END)
  if (readsBases) store<u32>(record, <u32>readBytes(slotOf(series.BA), length), rows.FEATURES)
  if (readsQualities) readQualities(record, length, cramFlags)
}

function readQualities(record: usize, length: u32, cramFlags: u32): void {
  const stored = cramFlags & rows.QUALITIES_STORED ? readBytes(slotOf(series.QS), length) : 0
  store<u32>(record, <u32>(stored == 0 || status != OK ? NO_QUALITIES : stored), row.QUALITIES)
}
