// Tokens that bring a value of their own (CRAMcodecs section 5; hts-specs, 2025-04). Each writes its text at `out` and returns
// where that ends, or 0 when the stream has no more or the token may not stand there. At most 255 bytes, but for strings, which
// are kept to the output.
import { writeNumber } from './numbers'
import { STREAM_BYTES } from './streams'
import { CHAR, DELTA, DELTA0, DIGITS, DIGITS0, DZLEN, NOP, STRING } from './token-types'

// What a later token can refer to.
export const NOTHING: u32 = 0
export const TEXT: u32 = 1
export const NUMBER: u32 = 2
export const PADDED: u32 = 3

/** Of the token read last: what it is, and the number that it stands for. */
export let tokenKind: u32 = 0
export let tokenValue: u32 = 0

// The token of the name referred to in the same place.
let previousKind: u32 = 0
let previousValue: u32 = 0
let previousLength: u32 = 0

export function noteReferred(kind: u32, value: u32, length: u32): void {
  previousKind = kind
  previousValue = value
  previousLength = length
}

/** Writes the token of this type with the streams of its position. */
export function writeToken(type: u32, position: usize, out: usize, dstEnd: usize): usize {
  switch (type) {
    case CHAR:
      return writeChar(position, out)
    case STRING:
      return writeString(position, out, dstEnd)
    case DIGITS:
      return writeDigits(position, out)
    case DIGITS0:
      return writeDigits0(position, out)
    case DELTA:
      return writeDelta(position + DELTA * STREAM_BYTES, out, NUMBER)
    case DELTA0:
      return writeDelta(position + DELTA0 * STREAM_BYTES, out, PADDED)
    case NOP:
      tokenKind = NOTHING
      return out
  }
  return 0
}

function writeChar(position: usize, out: usize): usize {
  const from = take(position + CHAR * STREAM_BYTES, 1)
  if (from == 0) return 0
  store<u8>(out, load<u8>(from))
  tokenKind = TEXT
  return out + 1
}

/** Copies sixteen bytes at a time up to the zero at the end. */
function writeString(position: usize, out: usize, dstEnd: usize): usize {
  const stream = position + STRING * STREAM_BYTES
  const end = <usize>load<u32>(stream, 4)
  let from = <usize>load<u32>(stream)
  let to = out
  tokenKind = TEXT
  for (; from < end && to <= dstEnd; from += 16, to += 16) {
    const bytes = v128.load(from)
    v128.store(to, bytes)
    const zeros = i8x16.bitmask(i8x16.eq(bytes, i64x2.splat(0)))
    if (zeros == 0) continue
    const length = <usize>ctz(zeros)
    store<u32>(stream, <u32>(from + length + 1))
    return from + length < end ? to + length : 0
  }
  return 0
}

function writeDigits(position: usize, out: usize): usize {
  const from = take(position + DIGITS * STREAM_BYTES, 4)
  if (from == 0) return 0
  tokenKind = NUMBER
  tokenValue = load<u32>(from)
  return writeNumber(out, tokenValue, 1)
}

function writeDigits0(position: usize, out: usize): usize {
  const from = take(position + DIGITS0 * STREAM_BYTES, 4)
  const length = take(position + DZLEN * STREAM_BYTES, 1)
  if (from == 0 || length == 0) return 0
  tokenKind = PADDED
  tokenValue = load<u32>(from)
  return writeNumber(out, tokenValue, load<u8>(length))
}

/** The number referred to and some more; one with zeros before it stays as long. */
function writeDelta(stream: usize, out: usize, kind: u32): usize {
  const from = take(stream, 1)
  if (from == 0 || previousKind != kind) return 0
  tokenKind = kind
  tokenValue = previousValue + load<u8>(from)
  return writeNumber(out, tokenValue, kind == PADDED ? previousLength : 1)
}

/** The next bytes of a stream; 0 when there are not so many. */
export function take(stream: usize, bytes: usize): usize {
  const from = <usize>load<u32>(stream)
  if (from + bytes > <usize>load<u32>(stream, 4)) return 0
  store<u32>(stream, <u32>(from + bytes))
  return from
}
