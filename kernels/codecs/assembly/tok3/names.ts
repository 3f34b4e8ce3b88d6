// Puts names together from their tokens (CRAMcodecs section 5, DecodeSingleName; hts-specs, 2025-04), each with a zero behind it.
//
// What later names can refer to is kept in scratch: eight bytes for each token, a number (u32), then where its text ends in the
// output (30 bits) and its kind (2 bits). Before a name's tokens lies one more of these: how many there are, and where the name
// begins. A name that repeats an earlier one shares its tokens.
import { NEEDS_ROOM, CODEC_FAILED } from '@genomsyn/abi/assembly/status'
import { takeScratch } from '../scratch'
import { positions, POSITION_BYTES, STREAM_BYTES, streams, tokenCount } from './streams'
import { DIFF, DUP, END, MATCH, TYPE } from './token-types'
import { noteReferred, NOTHING, take, tokenKind, tokenValue, writeToken } from './tokens'

const TOKEN_BYTES: usize = 8
const KIND_SHIFT: u32 = 30
const TEXT_END: u32 = (1 << KIND_SHIFT) - 1
/** More output than this has no room in a token. */
export const MOST_OUTPUT: u32 = TEXT_END
/** A name without tokens, to which the first refers. */
const NO_TOKENS: usize = memory.data(16, 8)

/** Where the tokens of each name lie, u32. */
let tokensOf: usize = 0
/** Where those of the next name will. */
let freeTokens: usize = 0

/** Writes `names` names to exactly [dst, dstEnd). Returns 0, CODEC_FAILED or NEEDS_ROOM. */
export function writeNames(names: u32, dst: usize, dstEnd: usize): i32 {
  tokensOf = takeScratch((<u64>names) << 2)
  freeTokens = takeScratch((tokenCount + names + 1) << 3)
  if (tokensOf == 0 || freeTokens == 0) return NEEDS_ROOM
  let out = dst
  for (let name: u32 = 0; name < names; name++) {
    out = writeName(name, dst, out, dstEnd)
    if (out == 0 || out > dstEnd) return CODEC_FAILED
  }
  return out == dstEnd ? 0 : CODEC_FAILED
}

/** Returns the end of the name, or 0 when its tokens are malformed. */
function writeName(name: u32, dst: usize, out: usize, dstEnd: usize): usize {
  const typeAt = take(streams + TYPE * STREAM_BYTES, 1)
  if (typeAt == 0) return 0
  const type = <u32>load<u8>(typeAt)
  if (type != DUP && type != DIFF) return 0
  const distanceAt = take(streams + type * STREAM_BYTES, 4)
  if (distanceAt == 0) return 0
  const distance = load<u32>(distanceAt)
  if (distance > name) return 0
  const entry = tokensOf + ((<usize>name) << 2)
  const referred = distance > 0 ? <usize>load<u32>(entry - ((<usize>distance) << 2)) : NO_TOKENS
  store<u32>(entry, <u32>(type == DUP ? referred : freeTokens))
  if (type == DIFF) return writeTokens(referred, dst, out, dstEnd)
  return distance > 0 ? repeatName(referred, dst, out, dstEnd) : 0
}

function repeatName(tokens: usize, dst: usize, out: usize, dstEnd: usize): usize {
  const start = load<u32>(tokens, 4)
  const length = (load<u32>(tokens + <usize>load<u32>(tokens) * TOKEN_BYTES, 4) & TEXT_END) - start
  if (<usize>length + 1 > dstEnd - out) return 0
  memory.copy(out, dst + start, length)
  store<u8>(out + length, 0)
  return out + length + 1
}

/** Writes a name that differs from the one referred to. Returns its end, at most 255 bytes beyond dstEnd; 0 when it is malformed. */
function writeTokens(referred: usize, dst: usize, start: usize, dstEnd: usize): usize {
  // State: out, the tokens of this name and of the other, the streams of the position. Bounds: a token is written at dstEnd at
  // most, and there are as many tokens as types in the streams, which `freeTokens` has room for.
  const own = freeTokens
  const referredEnd = referred + <usize>load<u32>(referred) * TOKEN_BYTES
  const streamsEnd = streams + <usize>(positions * POSITION_BYTES)
  let position = streams
  let token = own
  let other = referred
  let otherEnd = load<u32>(referred, 4)
  let out = start
  store<u32>(own, <u32>(start - dst), 4)
  for (;;) {
    position += POSITION_BYTES
    if (position >= streamsEnd) return 0
    const typeAt = <usize>load<u32>(position, TYPE * STREAM_BYTES)
    if (typeAt >= <usize>load<u32>(position, TYPE * STREAM_BYTES + 4)) return 0
    store<u32>(position, <u32>(typeAt + 1), TYPE * STREAM_BYTES)
    const type = <u32>load<u8>(typeAt)
    if (type == END) break
    token += TOKEN_BYTES
    let kind = NOTHING
    let value: u32 = 0
    const text = otherEnd
    if (other < referredEnd) {
      other += TOKEN_BYTES
      value = load<u32>(other)
      otherEnd = load<u32>(other, 4)
      kind = otherEnd >> KIND_SHIFT
      otherEnd &= TEXT_END
    }
    if (type == MATCH) {
      const length = <usize>(otherEnd - text)
      if (kind == NOTHING || length > dstEnd - out) return 0
      let from = dst + text
      const until = out + length
      for (;;) {
        v128.store(out, v128.load(from))
        out += 16
        if (out >= until) break
        from += 16
      }
      out = until
    } else {
      noteReferred(kind, value, otherEnd - text)
      out = writeToken(type, position, out, dstEnd)
      if (out == 0 || out > dstEnd) return 0
      kind = tokenKind
      value = tokenValue
    }
    store<u32>(token, value)
    store<u32>(token, (<u32>(out - dst)) | (kind << KIND_SHIFT), 4)
  }
  store<u32>(own, <u32>((token - own) >> 3))
  freeTokens = token + TOKEN_BYTES
  store<u8>(out, 0)
  return out + 1
}
