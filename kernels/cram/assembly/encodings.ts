// Reads the values of data series in the order of records: numbers, bytes, byte arrays. The streams they come from belong to the slice.
// A series that is alone in an external block, or constant, costs one predicted branch; all others go through bit-codes.ts.
import { OK } from '@genomsyn/abi/assembly/status'
import * as arena from './arena'
import { readCoded } from './bit-codes'
import { failInSlice, status } from './fault'
import { ARRAY_LEN, ARRAY_STOP, AT, CONSTANT, END, EXTERNAL, KIND, lengthSlot, OFFSET, STREAM, VALUE, valueSlot } from './series'

/** The array read last. `arrayAt` is 0 when its values are not wanted. */
export let arrayAt: usize = 0
export let arrayBytes: u32 = 0

export function readInt(slot: usize): i32 {
  const at = <usize>load<u32>(slot, AT)
  if (at < <usize>load<u32>(slot, END)) {
    const first = <u32>load<u8>(at)
    if (first < 0x80) {
      store<u32>(slot, <u32>at + 1, AT)
      return first
    }
  }
  return readOther(slot)
}

export function readByte(slot: usize): u32 {
  const at = <usize>load<u32>(slot, AT)
  if (at >= <usize>load<u32>(slot, END)) return readOtherByte(slot)
  store<u32>(slot, <u32>at + 1, AT)
  return <u32>load<u8>(at)
}

/** Whatever is no number of one byte of a stream of its own. */
function readOther(slot: usize): i32 {
  const kind = load<u32>(slot, KIND)
  if (kind == CONSTANT) return load<i32>(slot, VALUE)
  return kind == EXTERNAL ? readItf8(<usize>load<u32>(slot, STREAM)) : readCoded(slot, kind)
}

function readOtherByte(slot: usize): u32 {
  const kind = load<u32>(slot, KIND)
  if (kind == CONSTANT) return load<u32>(slot, VALUE) & 0xff
  if (kind != EXTERNAL) return (<u32>readCoded(slot, kind)) & 0xff
  const stream = <usize>load<u32>(slot, STREAM)
  const at = <usize>load<u32>(stream, AT)
  if (at >= <usize>load<u32>(stream, END)) failInSlice()
  else store<u32>(stream, <u32>at + 1, AT)
  return <u32>load<u8>(at)
}

/** Address of the next `count` bytes of a series of bytes; 0 when they are not wanted, or with a fault. */
export function readBytes(slot: usize, count: u32): usize {
  const kind = load<u32>(slot, KIND)
  if (kind != EXTERNAL) return kind == CONSTANT && load<u32>(slot, STREAM) == 0 ? 0 : copyBytes(slot, count)
  const stream = <usize>load<u32>(slot, STREAM)
  const at = <usize>load<u32>(stream, AT)
  if (<usize>count > <usize>load<u32>(stream, END) - at) {
    failInSlice()
    return 0
  }
  store<u32>(stream, <u32>at + count, AT)
  return at
}

/** Reads the next array; see `arrayAt`. */
export function readArray(slot: usize): void {
  const kind = load<u32>(slot, KIND)
  arrayAt = 0
  arrayBytes = 0
  if (kind == ARRAY_STOP) readToStop(slot)
  else if (kind == ARRAY_LEN) {
    arrayBytes = <u32>readInt(lengthSlot(slot))
    if (<i32>arrayBytes < 0) failInSlice()
    else arrayAt = readBytes(valueSlot(slot), arrayBytes)
  } else if (kind != CONSTANT) failInSlice()
}

/** A number of one to five bytes (section 2.3); sixteen bytes behind the stream's end may be read. */
function readItf8(stream: usize): i32 {
  const at = <usize>load<u32>(stream, AT)
  const first = <u32>load<u8>(at)
  const following = first < 0x80 ? 0 : first < 0xc0 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4
  if (<usize>following + 1 > <usize>load<u32>(stream, END) - at) {
    failInSlice()
    return 0
  }
  store<u32>(stream, <u32>at + 1 + following, AT)
  const word = bswap(load<u32>(at, 1))
  if (following == 0) return first
  if (following == 1) return ((first & 0x3f) << 8) | (word >> 24)
  if (following == 2) return ((first & 0x1f) << 16) | (word >> 16)
  if (following == 3) return ((first & 0x0f) << 24) | (word >> 8)
  return ((first & 0x0f) << 28) | ((word >> 8) << 4) | (word & 0x0f)
}

/** Values that do not lie one behind the other are written there. */
function copyBytes(slot: usize, count: u32): usize {
  const target = arena.takeHigh(<u64>count + 16)
  if (target == 0) return 0
  const kind = load<u32>(slot, KIND)
  if (kind == CONSTANT) memory.fill(target, <u8>load<u32>(slot, VALUE), count)
  else for (let i: u32 = 0; i < count && status == OK; i++) store<u8>(target + i, <u8>readCoded(slot, kind))
  return target
}

/** Sixteen bytes at a time; the stop byte is taken and not part of the array. */
function readToStop(slot: usize): void {
  const stream = <usize>load<u32>(slot, STREAM)
  const at = <usize>load<u32>(stream, AT)
  const end = <usize>load<u32>(stream, END)
  const stop = i8x16.splat(<i8>load<u32>(slot, OFFSET))
  for (let from = at; from < end; from += 16) {
    const found = i8x16.bitmask(i8x16.eq(v128.load(from), stop))
    if (found == 0) continue
    const last = from + <usize>ctz(found)
    if (last >= end) break
    arrayAt = at
    arrayBytes = <u32>(last - at)
    store<u32>(stream, <u32>last + 1, AT)
    return
  }
  failInSlice()
}
