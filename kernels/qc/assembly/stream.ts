// The inflated stream: blocks are inflated one behind the other into the window, and a record cut by its end is carried to the front.
// Remembers which block each byte came from, for virtual offsets.
//
//   window   ... | carried part of a record | block | block | block |
//                ^ at                        ^ batch                 ^ end
import { blockBytes, claimedCrc, inflateBlock } from '@genomsyn/bgzf/assembly/frame'
import { observeBlock } from '@genomsyn/counts/assembly/blocks'
import * as memoryMap from './memory'

/** Blocks remembered per batch; a batch of tiny blocks ends early. */
const BLOCKS_MAX: u32 = 64
/** Per block of the batch: u64 file offset, u64 address of its first inflated byte. */
const BLOCKS_AT: usize = memory.data(64 * 16, 16)

/** Inflated and not yet parsed: [at, end). */
export let at: usize = 0
export let end: usize = 0

/** File offset of the next block. */
let offset: u64 = 0
/** Blocks at or beyond this file offset are not digested. */
let endBlock: u64 = 0
let countsBlocks: bool = false
/** Bytes to pass over at the start of the first block; -1 once done. */
let within: i32 = -1
let blocks: u32 = 0
/** Virtual offset of the first carried byte. */
let carried: u64 = 0

/** Begins at block `first` (a file offset), `skip` bytes into it. */
export function openStream(first: u64, skip: u32, digestUpTo: u64, counts: bool): void {
  offset = first
  within = <i32>skip
  endBlock = digestUpTo
  countsBlocks = counts
  at = end = memoryMap.batch
  blocks = 0
  carried = 0
}

/** File offset of the block that comes next. */
export function nextBlock(): u64 {
  return offset
}

/**
 * Inflates blocks from `src` until the batch is full or the input ends inside one. Returns bytes taken or a status;
 * call with everything parsed or carried.
 */
export function fill(src: usize, srcEnd: usize): i32 {
  let from = src
  end = memoryMap.batch
  blocks = 0
  while (end - memoryMap.batch < memoryMap.BATCH_BYTES && blocks < BLOCKS_MAX) {
    const size = blockBytes(from, srcEnd)
    if (size < 0) return size
    if (size == 0) break
    const inflated = inflateBlock(from, <u32>size, end)
    if (inflated < 0) return inflated
    remember(from, <u32>size, <u32>inflated)
    from += <usize>size
    end += <usize>inflated
  }
  return <i32>(from - src)
}

/** Whether the first record begins behind the first block's end, as only a wrong index says. */
export function startsBeyondBlock(): bool {
  if (within < 0 || blocks == 0) return false
  const first = blocks > 1 ? <usize>load<u64>(BLOCKS_AT + 16, 8) : end
  const beyond = memoryMap.batch + <usize>within > first
  at = memoryMap.batch + <usize>within
  within = -1
  return beyond
}

/** Parsed up to `address`. */
export function moveTo(address: usize): void {
  at = address
}

/** Moves the unparsed rest in front of the batch; it must fit (`carryBytes`). */
export function carry(): void {
  const bytes = end - at
  carried = bytes == 0 ? 0 : virtualOffset(at)
  memory.copy(memoryMap.batch - bytes, at, bytes)
  at = memoryMap.batch - bytes
  end = memoryMap.batch
  blocks = 0
}

/** Carries the unparsed rest into a window laid out anew, which must hold it. */
export function carryOver(where: u64): void {
  const bytes = end - at
  carried = where
  memory.copy(memoryMap.batch - bytes, at, bytes)
  at = memoryMap.batch - bytes
  end = memoryMap.batch
  blocks = 0
}

/** Virtual offset of an inflated byte of the batch, or of the carried record. */
export function virtualOffset(address: usize): u64 {
  if (address < memoryMap.batch || blocks == 0) return carried
  let i = blocks - 1
  while (i > 0 && <usize>load<u64>(BLOCKS_AT + 16 * i, 8) > address) i--
  return (load<u64>(BLOCKS_AT + 16 * i) << 16) | (<u64>(address - <usize>load<u64>(BLOCKS_AT + 16 * i, 8)))
}

function remember(src: usize, size: u32, inflated: u32): void {
  store<u64>(BLOCKS_AT + 16 * blocks, offset)
  store<u64>(BLOCKS_AT + 16 * blocks, <u64>end, 8)
  blocks++
  if (countsBlocks && offset < endBlock) observeBlock(offset, size, inflated, claimedCrc(src, size))
  offset += <u64>size
}
