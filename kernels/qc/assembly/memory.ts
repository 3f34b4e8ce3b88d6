// The memory map. Fixed tables and counts are static; what depends on the file is laid out behind them by `layOut`:
//
//   | static | contig lengths | counts per contig | regions | territory | read groups | rows | input | inflated window | rings and tables |  ...wider ones
//                                                                                             | slice           |
//
// A CRAM has the columns of a slice where a BAM has its inflated window. Growing happens in `layOut` and what `enlarge` calls only, all
// at the host's request; nothing is ever allocated while records are read.
import { CRAM } from '@genomsyn/abi/assembly/format'
import * as request from '@genomsyn/abi/assembly/request'
import { keyBytes, MAX_ROWS, placeReadGroups } from '@genomsyn/bam/assembly/read-group'
import { placeArena } from '@genomsyn/cram/assembly/arena'
import * as counts from '@genomsyn/counts/assembly/index'
import * as sweep from '@genomsyn/coverage/assembly/sweep'
import * as territory from '@genomsyn/coverage/assembly/territory'

/** The request block; the host writes it. */
export const REQUEST: usize = memory.data(128, 16)

/** Compressed bytes taken at once: 1 to 4 MiB made no difference in speed; 1 MiB keeps a worker small. */
const BAM_INPUT_BYTES: u32 = 1 << 20
/** A container has to lie there as a whole: those of 10,000 short reads have 0.3 to 1.5 MB. */
const CRAM_INPUT_BYTES: u32 = 1 << 22
/** Of the columns of a slice of 10,000 short reads. */
const SLICE_BYTES: usize = 1 << 22
/** Inflated before parsing: 64 to 256 KiB stay in the second-level cache. */
export const BATCH_BYTES: u32 = 192 * 1024
/** Read slack of `inflate` behind the input, and write slack behind the window. */
const SLACK: usize = 512
/** Own readable bytes before the batch, for distances that point too far back. */
const BEHIND: usize = 65536

/** Wider rings and tables together would take more bytes than 32 bits can say: 9 for a position, 136 for a name. */
const SPAN_BITS_MAX: u32 = 28
const NAME_BITS_MAX: u32 = 23
const INPUT_BYTES_MAX: u64 = 0x50000000

export let contigLengths: usize = 0
export let regions: usize = 0
export let territoryIntervals: usize = 0
export let readGroups: usize = 0
export let input: usize = 0
export let inputBytes: u32 = 0
/** Bases of the reference that a slice asked for, and how many fit. */
export let reference: usize = 0
let referenceBytes: usize = 0
/** Where a batch is inflated to; a record carried over lies directly before it. */
export let batch: usize = 0
/** Bytes that a carried record may have. */
export let carryBytes: u32 = 0

/** Working memory for slices: [slice, sliceEnd). */
let slice: usize = 0
let sliceEnd: usize = 0
let spanBits: u32 = 0
let nameBits: u32 = 0
let top: usize = 0

export function requested(field: u32): u32 {
  return load<u32>(REQUEST + field)
}

export function requestedWide(field: u32): u64 {
  return load<u64>(REQUEST + field)
}

/** Lays out what the request block asks for; returns whether memory sufficed. */
export function layOut(): bool {
  const contigs = <usize>requested(request.CONTIG_COUNT)
  top = __heap_base
  contigLengths = reserve(4 * contigs)
  const perContig = reserve(counts.bytesPerContig() * contigs)
  regions = reserve(territory.INTERVAL_BYTES * requested(request.REGION_COUNT))
  territoryIntervals = reserve(territory.INTERVAL_BYTES * requested(request.TERRITORY_COUNT))
  readGroups = reserve(requested(request.READ_GROUP_BYTES))
  const keys = reserve(keyBytes(requested(request.READ_GROUP_BYTES)))
  if (!layRows(<u32>contigs)) return false
  reference = referenceBytes = slice = sliceEnd = 0
  if (!layInput(isCram() ? CRAM_INPUT_BYTES : BAM_INPUT_BYTES)) return false
  counts.place(perContig, <u32>contigs)
  territory.placeIntervals(territory.REGIONS, regions, requested(request.REGION_COUNT))
  territory.placeIntervals(territory.TERRITORY, territoryIntervals, requested(request.TERRITORY_COUNT))
  placeReadGroups(readGroups, requested(request.READ_GROUP_BYTES), keys)
  return (isCram() ? laySlice(SLICE_BYTES) : layWindow(256 * 1024)) && laySweep()
}

export function isCram(): bool {
  return requested(request.FORMAT) == CRAM
}

export function cramVersion(): u32 {
  return requested(request.CRAM_VERSION)
}

/** Rows of the table of counts by read group, 0 when none is kept. */
export function readGroupRows(): u32 {
  const rows = min(requested(request.READ_GROUP_ROWS), MAX_ROWS)
  return rows > 1 ? rows : 0
}

/** The table of counts by read group. */
function layRows(contigs: u32): bool {
  const bytes = <u64>readGroupRows() * <u64>counts.bytesPerRow(contigs)
  const address = bytes > 0xf0000000 ? <usize>0 : reserve(<usize>bytes)
  if (address == 0) return false
  counts.placeRows(address, readGroupRows(), contigs)
  return true
}

/** An input window of so many bytes. */
function layInput(bytes: u32): bool {
  const address = reserve(<usize>bytes + SLACK)
  if (address == 0) return false
  input = address
  inputBytes = bytes
  return true
}

/** A larger input window, in which stands what stood in the smaller. */
export function enlargeInput(bytes: u64): bool {
  const before = input
  const held = inputBytes
  if (bytes > INPUT_BYTES_MAX || !layInput(<u32>(bytes + (bytes >> 2)))) return false
  memory.copy(input, before, held)
  return true
}

/** Working memory for slices, in place of what there was: that is given back when nothing lies behind it. */
export function laySlice(bytes: u64): bool {
  if (sliceEnd == top) top = slice
  const address = bytes > 0xf0000000 ? <usize>0 : reserve(<usize>bytes)
  if (address == 0) return false
  slice = address
  sliceEnd = top
  placeArena(address, <usize>bytes)
  return true
}

/** Room for so many bases of the reference. */
export function layReference(bytes: usize): bool {
  if (bytes <= referenceBytes) return true
  const address = reserve(bytes + (bytes >> 1) + SLACK)
  if (address == 0) return false
  reference = address
  referenceBytes = bytes + (bytes >> 1)
  return true
}

/** A window whose carried record may have `bytes`. */
export function layWindow(bytes: u32): bool {
  const address = reserve(BEHIND + bytes + BATCH_BYTES + 65536 + SLACK)
  if (address == 0) return false
  batch = address + BEHIND + bytes
  carryBytes = bytes
  return true
}

/** Wider rings and tables; 0 leaves a width as it is. */
export function widenSweep(span: u32, names: u32): bool {
  const newSpan = max(span, spanBits)
  const newNames = max(names, nameBits)
  if (newSpan > SPAN_BITS_MAX || newNames > NAME_BITS_MAX) return false
  const address = reserveWide(sweep.bytes(newSpan, newNames, readGroupRows()))
  if (address == 0) return false
  sweep.widen(address, newSpan, newNames)
  spanBits = newSpan
  nameBits = newNames
  return true
}

function laySweep(): bool {
  spanBits = requested(request.SPAN_BITS)
  nameBits = requested(request.NAME_BITS)
  const address = reserveWide(sweep.bytes(spanBits, nameBits, readGroupRows()))
  if (address == 0) return false
  sweep.place(address, spanBits, nameBits)
  return true
}

/** The same for what may be more than 32 bits can say. */
function reserveWide(bytes: u64): usize {
  return bytes > 0xf0000000 ? 0 : reserve(<usize>bytes)
}

/** Zeroed bytes at an address that is a multiple of 64, or 0 when the memory cannot grow. */
function reserve(bytes: usize): usize {
  const address = (top + 63) & ~63
  const end = <u64>address + <u64>bytes
  const present = (<u64>memory.size()) << 16
  if (end > present) {
    const pages = <i32>((end - present + 0xffff) >> 16)
    if (end > 0xfffe0000 || memory.grow(pages) < 0) return 0
  }
  memory.fill(address, 0, min<usize>(bytes, <usize>(min(present, end) - min(<u64>address, present))))
  top = <usize>end
  return address
}
