// The token streams of a block, unpacked to scratch (CRAMcodecs section 5, DecodeTokenByteStreams; hts-specs, 2025-04).
// Not what the tokens in them mean. Nothing is unpacked that names of the size that the block states could not fill.
import { CODEC_FAILED, NEEDS_ROOM } from '@genomsyn/abi/assembly/status'
import { OUTPUT_SLACK, SOURCE_SLACK, takeScratch } from '../scratch'
import { decodeInner } from './inner-codecs'
import { DIFF, DIGITS, DIGITS0, DUP, MATCH, STRING, TYPE, TYPES } from './token-types'

/** The most tokens of a name, the one that says what it is like included (section 5). */
const MOST_POSITIONS: u32 = 128
/** Bytes of a position in the table: for each type where its next byte is (u32) and where it ends (u32). */
export const POSITION_BYTES: u32 = 128
/** From the table's entry of one stream to the next. */
export const STREAM_BYTES: u32 = 8

// Flags of a stream's type.
const NEW_POSITION: u32 = 128
const DUPLICATE: u32 = 64
const TYPE_MASK: u32 = 63

/** Of both inner codecs: the size is not in the stream. Here it has to be. */
const NO_SIZE: u32 = 0x10
/** An output byte takes at most 5 bytes of values, and a name 4: what is much more cannot be meant. */
const VALUES_PER_BYTE: u64 = 16
/** Each token gives a byte or more, but for those that do nothing. */
const TOKENS_PER_BYTE: u64 = 4

// The block being read.
let at: usize = 0
let end: usize = 0
let isArithmetic: bool = false
let names: u32 = 0
let outputBytes: u32 = 0

/** The table of streams, by position and type. */
export let streams: usize = 0
/** Positions are less than this. */
export let positions: u32 = 0
/** Types that the streams hold, from position 1 on. */
export let tokenCount: u64 = 0
let valueBytes: u64 = 0

/** Says what block the streams are of. */
export function describeStreams(isArithmetic_: bool, names_: u32, outputBytes_: u32): void {
  isArithmetic = isArithmetic_
  names = names_
  outputBytes = outputBytes_
}

/** Unpacks the streams in [src, srcEnd). Returns 0, CODEC_FAILED or NEEDS_ROOM. */
export function readStreams(src: usize, srcEnd: usize): i32 {
  at = src
  end = srcEnd
  positions = 0
  tokenCount = valueBytes = 0
  streams = takeScratch(MOST_POSITIONS * POSITION_BYTES)
  if (streams == 0) return NEEDS_ROOM
  memory.fill(streams, 0, MOST_POSITIONS * POSITION_BYTES)
  while (at < end) {
    const status = readStream()
    if (status < 0) return status
  }
  return 0
}

function readStream(): i32 {
  const flags = <u32>load<u8>(at)
  const type = flags & TYPE_MASK
  at++
  if (type >= TYPES) return CODEC_FAILED
  if (flags & NEW_POSITION) {
    const status = openPosition(type)
    if (status < 0) return status
  }
  if (positions == 0) return CODEC_FAILED
  return flags & DUPLICATE ? repeatStream(type) : unpackStream(type)
}

/** A position that does not begin with its types has one of this type, and matches. */
function openPosition(type: u32): i32 {
  if (positions == MOST_POSITIONS) return CODEC_FAILED
  positions++
  if (type == TYPE) return 0
  if (!isPlausible(TYPE, names)) return CODEC_FAILED
  const types = takeScratch(<u64>names + SOURCE_SLACK)
  if (types == 0) return NEEDS_ROOM
  memory.fill(types, <u8>MATCH, names)
  store<u8>(types, type)
  enterStream(TYPE, types, types + names)
  return 0
}

/** The bytes of an earlier stream once more. */
function repeatStream(type: u32): i32 {
  if (at + 2 > end) return CODEC_FAILED
  const position = <u32>load<u8>(at)
  const ofType = <u32>load<u8>(at, 1)
  at += 2
  if (position >= positions || ofType >= TYPES) return CODEC_FAILED
  const entry = streams + <usize>(position * POSITION_BYTES + ofType * STREAM_BYTES)
  const from = <usize>load<u32>(entry)
  const to = <usize>load<u32>(entry, 4)
  if (from == 0 || !isPlausible(type, <u32>(to - from))) return CODEC_FAILED
  enterStream(type, from, to)
  return 0
}

function unpackStream(type: u32): i32 {
  const bytes = readUint7()
  const from = at
  if (bytes > <u64>(end - from)) return CODEC_FAILED
  at++
  const size = bytes < 2 || load<u8>(from) & NO_SIZE ? U32.MAX_VALUE : readUint7()
  at = from + <usize>bytes
  if (!isPlausible(type, size)) return CODEC_FAILED
  const to = takeScratch(<u64>size + OUTPUT_SLACK)
  if (to == 0) return NEEDS_ROOM
  const status = decodeInner(isArithmetic, from, at, to, to + size)
  if (status < 0) return status
  enterStream(type, to, to + size)
  return 0
}

/** Seven bits a byte, the highest first (section 1.4). U32.MAX_VALUE when it is longer than five bytes, or than the block. */
function readUint7(): u32 {
  let number: u32 = 0
  for (let i = 0; i < 5 && at < end; i++) {
    const byte = <u32>load<u8>(at)
    at++
    number = (number << 7) | (byte & 127)
    if (byte < 128) return number
  }
  return U32.MAX_VALUE
}

/** Whether the names can have so many bytes of this type at the position being read. Counts them. */
function isPlausible(type: u32, size: u32): bool {
  if (<u64>size > mostBytes(type)) return false
  if (type != TYPE) valueBytes += size
  else if (positions > 1) tokenCount += size
  return valueBytes <= VALUES_PER_BYTE * outputBytes && tokenCount <= TOKENS_PER_BYTE * outputBytes
}

function mostBytes(type: u32): u64 {
  if (type == STRING) return <u64>outputBytes + names
  return type == DUP || type == DIFF || type == DIGITS || type == DIGITS0 ? (<u64>names) << 2 : names
}

function enterStream(type: u32, from: usize, to: usize): void {
  const entry = streams + <usize>((positions - 1) * POSITION_BYTES + type * STREAM_BYTES)
  store<u32>(entry, <u32>from)
  store<u32>(entry, <u32>to, 4)
}
