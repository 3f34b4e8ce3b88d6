// BAM: bytes to blocks to records, each of which is shown to observe.ts.
import * as report from '@genomsyn/abi/assembly/report'
import { NEEDS_ROOM, OFFSET_BEYOND_BLOCK, OK, RECORD_SIZE_IMPLAUSIBLE } from '@genomsyn/abi/assembly/status'
import * as record from '@genomsyn/bam/assembly/record'
import * as memoryMap from './memory'
import { observe } from './observe'
import * as shard from './shard'
import * as stream from './stream'

/** No sequencer writes a record of more than 256 MiB; a larger block_size is damage. */
const RECORD_BYTES_MAX: u32 = 1 << 28

let contigs: u32 = 0

export function openPump(contigCount: u32): void {
  contigs = contigCount
}

/** Takes whole blocks from [src, srcEnd) as long as there are any. Returns bytes taken or a status; see `consumed`. */
export function pump(src: usize, srcEnd: usize): i32 {
  let from = src
  consumed = 0
  let status = parse()
  while (status == OK && !shard.said(report.ENDED)) {
    stream.carry()
    const taken = stream.fill(from, srcEnd)
    if (taken < 0) return failInBlock(taken)
    from += <usize>taken
    consumed = <u32>(from - src)
    if (taken == 0) break
    if (stream.startsBeyondBlock()) return failInBlock(OFFSET_BEYOND_BLOCK)
    status = parse()
  }
  return status == OK ? <i32>consumed : status
}

/** Bytes of the input that the last `pump` took, also when it returned a status. */
export let consumed: u32 = 0

function failInBlock(status: i32): i32 {
  record.forget()
  shard.noteFailure(stream.nextBlock() << 16, 0, 0)
  return status
}

/** Reads the records that lie whole in the window. OK, also when the rest is to be carried, or a status. */
function parse(): i32 {
  while (stream.at + 4 <= stream.end) {
    const size = load<u32>(stream.at)
    if (size <= record.FIXED_BYTES || size > RECORD_BYTES_MAX) return failInSize(size)
    const next = stream.at + 4 + <usize>size
    if (next > stream.end) return size + 4 > memoryMap.carryBytes ? askForWindow(size + 4) : OK
    const status = takeRecord(stream.at + 4, size)
    if (status != OK || shard.said(report.ENDED)) return status
    stream.moveTo(next)
  }
  return OK
}

function takeRecord(at: usize, size: u32): i32 {
  const status = record.readRecord(at, size, memoryMap.contigLengths, contigs)
  return status == OK ? observe() : failInRecord(status, size)
}

function askForWindow(bytes: u32): i32 {
  shard.ask()
  shard.say(report.WANTED_WINDOW_BYTES, bytes)
  return NEEDS_ROOM
}

/** The fields of such a record are not read, so it has no locus. */
function failInSize(size: u32): i32 {
  record.forget()
  return failInRecord(RECORD_SIZE_IMPLAUSIBLE, size)
}

function failInRecord(status: i32, claimed: u32): i32 {
  shard.noteFailure(stream.virtualOffset(stream.at), claimed, record.sequenceLength)
  return status
}
