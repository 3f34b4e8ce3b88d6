// rANS 4x8 (CRAMcodecs section 2, 2025-03; CRAMv3 section 8, 2024-09: method 4): orders 0 and 1, four interleaved states.
import { CODEC_FAILED, NEEDS_ROOM } from '@genomsyn/abi/assembly/status'
import { bytesAt, openBytes, overran } from '../byte-reader'
import { releaseScratch, scratchMark } from '../scratch'
import { firstSymbol, nextSymbol } from '../rans/alphabet'
import { BYTES_ORDER_0_STRIDE, decodeBytesOrder0 } from '../rans/bytes-order-0'
import { decodeBytesOrder1 } from '../rans/bytes-order-1'
import { readPairs } from '../rans/frequencies'
import { reversedCopy } from '../rans/reversed'
import { describeStates, fillMissingRows, fillRow, finishOrder1, placeRows } from '../rans/rows'
import { fillSlots, ORDER_0 } from '../rans/slots'
import { fillSplitSlots } from '../rans/split-slots'
import { finishOrder0, LEAST_BY_BYTE, readStates } from '../rans/states'

export const METHOD: u32 = 4

/** Order, compressed size, uncompressed size. */
const HEADER: usize = 9
const STATE_COUNT: u32 = 4
const BITS: u32 = 12
/** Bytes of output below which the preparations for the hot loop do not pay. */
const SHORT: usize = 256
/** The next byte and the one below it are read at once. */
const PAIR: usize = 2

/** Decodes [src, srcEnd) to [dst, dstEnd). Returns the bytes written, CODEC_FAILED, or NEEDS_ROOM: 4.2 MB and the source suffice. */
export function decode(src: usize, srcEnd: usize, dst: usize, dstEnd: usize): i32 {
  const size = dstEnd - dst
  if (srcEnd - src < HEADER || <usize>load<u32>(src, 1) != srcEnd - src - HEADER || <usize>load<u32>(src, 5) != size)
    return CODEC_FAILED
  if (size == 0) return 0
  const mark = scratchMark()
  openBytes(src + HEADER, srcEnd)
  const order = load<u8>(src)
  const status = order == 0 ? decodeOrder0(srcEnd, dst, dstEnd) : order == 1 ? decodeOrder1(srcEnd, dst, dstEnd) : CODEC_FAILED
  releaseScratch(mark)
  return status
}

function decodeOrder0(srcEnd: usize, dst: usize, dstEnd: usize): i32 {
  readPairs()
  if (overran()) return CODEC_FAILED
  fillSlots(ORDER_0, BITS)
  let at = readStates(bytesAt(), srcEnd, STATE_COUNT, LEAST_BY_BYTE)
  if (at == 0) return CODEC_FAILED
  const long: usize = dstEnd - dst < SHORT ? 0 : (dstEnd - dst) & ~(BYTES_ORDER_0_STRIDE - 1)
  if (long) {
    fillSplitSlots()
    const copy = reversedCopy(at, srcEnd)
    if (copy == 0) return NEEDS_ROOM
    const first = copy - PAIR
    at += first - decodeBytesOrder0(first, first - (srcEnd - at), dst, dst + long)
  }
  finishOrder0(at, srcEnd, STATE_COUNT, LEAST_BY_BYTE, dst + long, dstEnd)
  return overran() ? CODEC_FAILED : <i32>(dstEnd - dst)
}

function decodeOrder1(srcEnd: usize, dst: usize, dstEnd: usize): i32 {
  const rows = placeRows(BITS)
  if (rows == 0) return NEEDS_ROOM
  readRows(rows)
  if (overran()) return CODEC_FAILED
  let at = readStates(bytesAt(), srcEnd, STATE_COUNT, LEAST_BY_BYTE)
  if (at == 0) return CODEC_FAILED
  describeStates(STATE_COUNT, BITS, LEAST_BY_BYTE)
  if (dstEnd - dst >= SHORT) {
    const copy = reversedCopy(at, srcEnd)
    if (copy == 0) return NEEDS_ROOM
    const first = copy - PAIR
    at += first - decodeBytesOrder1(first, first - (srcEnd - at), dst, (dstEnd - dst) / STATE_COUNT, rows)
  }
  finishOrder1(at, srcEnd, dst, dstEnd, rows)
  return overran() ? CODEC_FAILED : <i32>(dstEnd - dst)
}

/** A table of order 0 behind each symbol (section 2.1); the byte reader has overrun when one is malformed. */
function readRows(rows: usize): void {
  let place = firstSymbol()
  do {
    readPairs()
    if (overran()) return
    fillRow(rows, place & 255, BITS)
    place = nextSymbol(place)
  } while (place)
  fillMissingRows(rows, BITS)
}
