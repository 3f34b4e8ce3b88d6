// The entropy coder of rANS Nx16, without the transforms around it (CRAMcodecs sections 3.1 to 3.3, 2025-03).
import { CODEC_FAILED, NEEDS_ROOM, OK } from '@genomsyn/abi/assembly/status'
import { bytesAt, failBytes, openBytes, overran, skipBytes, takeByte, takeUint7 } from '../byte-reader'
import { releaseScratch, scratchMark, takeScratch } from '../scratch'
import { firstSymbol, nextSymbol } from './alphabet'
import { addFrequency, clearFrequencies, normalise } from './frequencies'
import { decodeLanesOrder0, decodeLanesOrder1 } from './lanes'
import { describeStates, fillMissingRows, fillRow, finishOrder1, placeRows } from './rows'
import { fillSlots, ORDER_0 } from './slots'
import { fillSplitSlots } from './split-slots'
import { finishOrder0, LEAST_BY_WORD, readStates } from './states'
import { decodeWordsOrder0, WORDS_ORDER_0_STRIDE } from './words-order-0'
import { decodeWordsOrder1 } from './words-order-1'

const ORDER_0_BITS: u32 = 12
const MANY_STATES: u32 = 32
/** Bytes of output below which the preparations for a hot loop do not pay. */
const SHORT: usize = 256
/** Longer than any table of order 1: 256 rows of 256 frequencies of two bytes, and the alphabet. */
const LONGEST_TABLE: u32 = 256 * 256 * 2 + 512

/** u8 symbols of the alphabet of order 1, and how many there are. */
const ALPHABET: usize = memory.data(256, 16)
let alphabetSize: u32 = 0

/** Decodes [src, srcEnd) to [dst, dstEnd), which is not empty, with 4 or 32 states. Returns OK, CODEC_FAILED, or NEEDS_ROOM. */
export function decodeWords(order: u32, states: u32, src: usize, srcEnd: usize, dst: usize, dstEnd: usize): i32 {
  const mark = scratchMark()
  const status = order == 0 ? decodeOrder0(states, src, srcEnd, dst, dstEnd) : decodeOrder1(states, src, srcEnd, dst, dstEnd)
  releaseScratch(mark)
  return status
}

function decodeOrder0(states: u32, src: usize, srcEnd: usize, dst: usize, dstEnd: usize): i32 {
  openBytes(src, srcEnd)
  readFrequencies()
  if (overran()) return CODEC_FAILED
  fillSlots(ORDER_0, ORDER_0_BITS)
  let at = readStates(bytesAt(), srcEnd, states, LEAST_BY_WORD)
  if (at == 0) return CODEC_FAILED
  const stride: usize = states == MANY_STATES ? <usize>MANY_STATES : WORDS_ORDER_0_STRIDE
  const long: usize = dstEnd - dst < SHORT ? 0 : (dstEnd - dst) & ~(stride - 1)
  if (long) {
    if (states == MANY_STATES) at = decodeLanesOrder0(at, srcEnd, dst, dst + long)
    else {
      fillSplitSlots()
      at = decodeWordsOrder0(at, srcEnd, dst, dst + long)
    }
  }
  finishOrder0(at, srcEnd, states, LEAST_BY_WORD, dst + long, dstEnd)
  return overran() ? CODEC_FAILED : OK
}

function decodeOrder1(states: u32, src: usize, srcEnd: usize, dst: usize, dstEnd: usize): i32 {
  openBytes(src, srcEnd)
  const format = takeByte()
  const bits = format >>> 4
  if (bits != 10 && bits != 12) return CODEC_FAILED
  const rows = placeRows(bits)
  if (rows == 0) return NEEDS_ROOM
  const status = format & 1 ? readPackedRows(rows, bits, srcEnd) : readRows(rows, bits)
  if (status != OK) return status
  const at = readStates(bytesAt(), srcEnd, states, LEAST_BY_WORD)
  if (at == 0) return CODEC_FAILED
  describeStates(states, bits, LEAST_BY_WORD)
  finishOrder1(decodeParts(states, bits, at, srcEnd, dst, dstEnd, rows), srcEnd, dst, dstEnd, rows)
  return overran() ? CODEC_FAILED : OK
}

/** All but the ends of the parts, in a hot loop. Returns the address of what is left of the input. */
function decodeParts(states: u32, bits: u32, at: usize, srcEnd: usize, dst: usize, dstEnd: usize, rows: usize): usize {
  const part = (dstEnd - dst) / states
  if (dstEnd - dst < SHORT) return at
  if (states == MANY_STATES)
    return bits == 10 ? decodeLanesOrder1<u8>(at, srcEnd, dst, part, rows) : decodeLanesOrder1<u16>(at, srcEnd, dst, part, rows)
  return bits == 10 ? decodeWordsOrder1<u8>(at, srcEnd, dst, part, rows) : decodeWordsOrder1<u16>(at, srcEnd, dst, part, rows)
}

/** The table of order 0; the byte reader has overrun when it is malformed. */
function readFrequencies(): void {
  readAlphabet()
  clearFrequencies()
  for (let i: u32 = 0; i < alphabetSize; i++) addFrequency(load<u8>(i, ALPHABET), takeUint7())
  normalise(ORDER_0_BITS)
}

/** The tables of order 1 as the byte reader has them. Returns OK or CODEC_FAILED. */
function readRows(rows: usize, bits: u32): i32 {
  readAlphabet()
  for (let i: u32 = 0; i < alphabetSize && !overran(); i++) {
    clearFrequencies()
    if (!readRow()) continue
    normalise(bits)
    if (!overran()) fillRow(rows, load<u8>(i, ALPHABET), bits)
  }
  if (overran()) return CODEC_FAILED
  fillMissingRows(rows, bits)
  return OK
}

/** The tables of order 1, themselves compressed with order 0 and four states. */
function readPackedRows(rows: usize, bits: u32, srcEnd: usize): i32 {
  const size = takeUint7()
  const packed = takeUint7()
  const from = skipBytes(packed)
  if (overran() || size == 0 || size > LONGEST_TABLE) return CODEC_FAILED
  const table = takeScratch(<u64>size + 64)
  if (table == 0) return NEEDS_ROOM
  const status = decodeOrder0(4, from, from + packed, table, table + size)
  if (status != OK) return status
  openBytes(table, table + size)
  const read = readRows(rows, bits)
  openBytes(from + packed, srcEnd)
  return read
}

function readAlphabet(): void {
  alphabetSize = 0
  let place = firstSymbol()
  do {
    if (alphabetSize == 256) return failBytes()
    store<u8>(alphabetSize++, <u8>place, ALPHABET)
    place = nextSymbol(place)
  } while (place)
}

/** One frequency for each symbol of the alphabet; a zero is followed by the number of further ones. Returns whether any is not zero. */
function readRow(): bool {
  let zeros: u32 = 0
  let any = false
  for (let i: u32 = 0; i < alphabetSize; i++) {
    if (zeros) {
      zeros--
      continue
    }
    const frequency = takeUint7()
    if (frequency == 0) zeros = takeByte()
    else any = true
    addFrequency(load<u8>(i, ALPHABET), frequency)
  }
  return any
}
