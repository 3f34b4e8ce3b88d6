// CRAM: bytes to containers to slices to records, each of which is shown to observe.ts. Stops before a record that needs room or
// reference bases, and goes on with it; a container stays in the input until its last record was shown.
import * as report from '@genomsyn/abi/assembly/report'
import { NEEDS_REFERENCE, NEEDS_ROOM, OK } from '@genomsyn/abi/assembly/status'
import * as columns from '@genomsyn/bam/assembly/columns'
import * as record from '@genomsyn/bam/assembly/record'
import * as row from '@genomsyn/bam/assembly/row'
import { observeBlock } from '@genomsyn/counts/assembly/blocks'
import * as arena from '@genomsyn/cram/assembly/arena'
import * as block from '@genomsyn/cram/assembly/block'
import { readCompressionHeader } from '@genomsyn/cram/assembly/compression-header'
import * as container from '@genomsyn/cram/assembly/container'
import * as fault from '@genomsyn/cram/assembly/fault'
import { forgetSpans } from '@genomsyn/cram/assembly/mates'
import { chooseSeries } from '@genomsyn/cram/assembly/needs'
import * as rows from '@genomsyn/cram/assembly/rows'
import * as slice from '@genomsyn/cram/assembly/slice'
import { prepareTags } from '@genomsyn/cram/assembly/tags'
import * as bases from './bases'
import * as memoryMap from './memory'
import { observe } from './observe'
import * as place from './place'
import * as shard from './shard'

/** The columns that the wanted counts read. */
let needs: u32 = 0
let contigs: u32 = 0
let countsBlocks: bool = false
/** Containers at or beyond this file offset are not digested. */
let endContainer: u64 = 0

/** File offset of the container that comes next, or is under way. */
let offset: u64 = 0
let isUnderWay: bool = false
/** Whether the arena holds its compression header, and the rows of a slice. */
let hasHeader: bool = false
let hasSlice: bool = false
/** Where the slice begins and ends, from the first block of the container; records before the slice at hand; where its arena begins. */
let sliceAt: u32 = 0
let sliceEnd: u32 = 0
let recordsBefore: u64 = 0
let mark: usize = 0
/** Next record of the slice. */
let nextRow: u32 = 0

export let consumed: u32 = 0

/** Begins at the container at file offset `first`. */
export function openContainers(columnsNeeded: u32, contigCount: u32, first: u64): void {
  needs = columnsNeeded
  contigs = contigCount
  offset = first
  isUnderWay = hasHeader = hasSlice = false
  container.setVersion(memoryMap.cramVersion())
  slice.setContigs(contigCount)
  forgetSpans()
  bases.openBases()
}

export function digestContainers(digestUpTo: u64, counts: bool): void {
  endContainer = digestUpTo
  countsBlocks = counts
}

/** A wider arena holds nothing yet. */
export function forgetArena(): void {
  hasHeader = hasSlice = false
}

/** Takes whole containers from [src, srcEnd) as long as there are any. Returns bytes taken or a status; see `consumed`. */
export function pumpContainers(src: usize, srcEnd: usize): i32 {
  consumed = 0
  while (!shard.said(report.ENDED)) {
    const from = src + consumed
    fault.clearFault()
    if (!isUnderWay) place.moveToContainer(offset)
    if (!container.readContainer(from, srcEnd)) {
      if (fault.status != OK) return fail()
      break
    }
    const bytes = <u64>container.headerBytes + <u64>container.blockBytes
    if (bytes > <u64>memoryMap.inputBytes) return askForInput(bytes)
    if (bytes > <u64>(srcEnd - from)) break
    const status = takeContainer(from, from + <usize>bytes)
    if (status != OK) return status
    consumed += <u32>bytes
    offset += bytes
  }
  return <i32>consumed
}

function takeContainer(src: usize, srcEnd: usize): i32 {
  if (!isUnderWay) {
    checkBlocks(src + container.headerBytes, srcEnd, countsBlocks && offset < endContainer)
    if (fault.status != OK) return fail()
    isUnderWay = true
    hasHeader = hasSlice = false
    sliceAt = 0
    recordsBefore = 0
  }
  const status = container.records == 0 ? OK : takeSlices(src + container.headerBytes, srcEnd)
  if (status == OK) isUnderWay = false
  return status
}

/** Checks every block of the container, whether anything will be read from it or not, and digests it where asked. */
function checkBlocks(src: usize, srcEnd: usize, digests: bool): void {
  for (let at = src; at < srcEnd && block.checkBlock(at, srcEnd); at = block.next) {
    if (!digests) continue
    observeBlock(offset + <u64>container.headerBytes + <u64>(at - src), <u32>(block.next - at), block.rawSize, block.claimedCrc())
  }
}

/** `src` is where the blocks begin. */
function takeSlices(src: usize, srcEnd: usize): i32 {
  if (!hasHeader) readHeader(src, srcEnd)
  if (fault.status != OK) return stopBeforeSlice()
  hasHeader = true
  while (hasSlice || src + sliceAt < srcEnd) {
    if (!hasSlice) readSlice(src, srcEnd)
    if (fault.status != OK) return stopBeforeSlice()
    hasSlice = true
    const status = showRows()
    if (status != OK || shard.said(report.ENDED)) return status
    hasSlice = false
    recordsBefore += rows.rowCount
    sliceAt = sliceEnd
  }
  return OK
}

function readHeader(src: usize, srcEnd: usize): void {
  arena.clearArena()
  if (!block.readBlock(src, srcEnd)) return
  readCompressionHeader()
  if (sliceAt == 0) sliceAt = <u32>(block.next - src)
  if (fault.status == OK) chooseSeries(needs)
  if (fault.status == OK) prepareTags()
  mark = arena.low
}

function readSlice(src: usize, srcEnd: usize): void {
  arena.releaseTo(mark)
  nextRow = 0
  place.moveToOrdinal(recordsBefore)
  slice.readSlice(src + sliceAt, srcEnd, needs, (offset << 22) + recordsBefore)
  sliceEnd = <u32>(slice.next - src)
  if (fault.status == OK && (needs & columns.BASES) != 0) bases.openSlice()
}

function showRows(): i32 {
  for (; nextRow < rows.rowCount; nextRow++) {
    const at = rows.rows + row.ROW_BYTES * <usize>nextRow
    place.moveToOrdinal(recordsBefore + nextRow)
    const status = record.viewRow(at, memoryMap.contigLengths, contigs)
    if (status != OK) return failInRecord(status)
    if ((needs & columns.BASES) != 0 && !bases.prepareRecord(at, (needs & columns.ALL_BASES) != 0)) {
      shard.say(report.WHERE, place.currentPlace())
      return NEEDS_REFERENCE
    }
    const seen = observe()
    if (seen != OK || shard.said(report.ENDED)) return seen
  }
  return OK
}

/** A fault of the slice, which has no locus, or a wish for a wider arena. */
function stopBeforeSlice(): i32 {
  if (fault.status != NEEDS_ROOM) return fail()
  shard.ask()
  shard.say(report.WANTED_SLICE_BYTES, arena.wantedBytes)
  return NEEDS_ROOM
}

function askForInput(bytes: u64): i32 {
  shard.ask()
  shard.say(report.WANTED_INPUT_BYTES, bytes)
  return NEEDS_ROOM
}

function fail(): i32 {
  record.forget()
  shard.noteFailure(place.currentPlace(), fault.claimed, fault.present)
  return fault.status
}

function failInRecord(status: i32): i32 {
  shard.noteFailure(place.currentPlace(), 0, record.sequenceLength)
  return status
}
