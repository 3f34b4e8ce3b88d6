// Inflates a raw DEFLATE stream (RFC 1951, 1996-05) in one call: the payload of a BGZF block, or of a gzip member.
// Not the wrapper around it, and no proof of the bytes: the caller compares their CRC-32.

import { INFLATE_FAILED } from '@genomsyn/abi/assembly/status'
import { byteAddress, moveTo, openReader, takeBits } from './deflate/bit-reader'
import { buildDynamicTables, buildFixedTables } from './deflate/code-lengths'
import { decodeSymbols } from './deflate/symbols'

const STORED: u32 = 0
const FIXED: u32 = 1
const DYNAMIC: u32 = 2

/** How far the reader may run ahead: eight bytes are taken at a time, and the last symbols may be looked up twice. */
const READ_AHEAD: usize = 24

/**
 * Inflates [src, srcEnd) to [dst, dstEnd), which has to be filled exactly. Returns the bytes written, or INFLATE_FAILED.
 * Reads up to 64 bytes beyond srcEnd and writes up to 320 beyond dstEnd, whatever the input. A distance that reaches
 * before dst takes what lies there: 32 KB before dst have to be memory, and the caller's CRC rejects the result.
 */
export function inflate(src: usize, srcEnd: usize, dst: usize, dstEnd: usize): i32 {
  return inflateWithin(src, srcEnd, dst, dstEnd) == dstEnd ? <i32>(dstEnd - dst) : INFLATE_FAILED
}

/** The same to an output of unknown size, at most dstEnd - dst. Returns the end of what was written, 0 when malformed. */
export function inflateWithin(src: usize, srcEnd: usize, dst: usize, dstEnd: usize): usize {
  openReader(src, srcEnd + READ_AHEAD)
  let out = dst
  let last: u32 = 0
  do {
    last = takeBits(1)
    out = inflateBlock(takeBits(2), srcEnd, out, dstEnd)
    if (out == 0 || byteAddress() > srcEnd) return 0
  } while (!last)
  return out
}

/** Where the stream that was inflated last ended: the byte behind its last bit. */
export function inflatedSourceEnd(): usize {
  return byteAddress()
}

/** Returns the end of the block's output, or 0 when it is malformed. */
function inflateBlock(kind: u32, srcEnd: usize, out: usize, dstEnd: usize): usize {
  if (kind == DYNAMIC) return buildDynamicTables() ? decodeSymbols(out, dstEnd) : 0
  if (kind == STORED) return copyStored(srcEnd, out, dstEnd)
  if (kind != FIXED) return 0
  buildFixedTables()
  return decodeSymbols(out, dstEnd)
}

/** A block without compression (RFC 1951 section 3.2.4): its length, the complement of that, the bytes. */
function copyStored(srcEnd: usize, out: usize, dstEnd: usize): usize {
  const header = byteAddress()
  const length = <usize>load<u16>(header)
  const from = header + 4
  if (length != ((<usize>load<u16>(header, 2)) ^ 0xffff)) return 0
  if (from + length > srcEnd || out + length > dstEnd) return 0
  memory.copy(out, from, length)
  moveTo(from + length)
  return out + length
}
