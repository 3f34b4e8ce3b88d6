// Inflates a raw DEFLATE stream (RFC 1951, 1996-05) in one call, for BGZF blocks and the gzip method of CRAM.
// Not the gzip or BGZF wrapper around it, and no check of the bytes: the caller compares the CRC-32.

import { INFLATE_FAILED } from '@genomsyn/abi/assembly/status'
import { byteAddress, startAt, takeBits } from './deflate/bit-reader'
import { buildDynamicTables, buildFixedTables } from './deflate/code-lengths'
import { decodeSymbols } from './deflate/symbols'

const STORED: u32 = 0
const FIXED: u32 = 1
const DYNAMIC: u32 = 2

/** How far the reader may look beyond the stream. */
const READ_AHEAD: usize = 32

/**
 * Inflates [src, srcEnd) to [dst, dstEnd), which has to be filled exactly. Returns the bytes written, or INFLATE_FAILED.
 * Reads up to 64 bytes beyond srcEnd and writes up to 320 beyond dstEnd. A distance that reaches before dst takes what
 * lies there, so 32 KB before it must be readable; the caller's CRC then rejects the block.
 */
export function inflate(src: usize, srcEnd: usize, dst: usize, dstEnd: usize): i32 {
  startAt(src)
  let out = dst
  let last: u32
  do {
    last = takeBits(1)
    out = inflateBlock(takeBits(2), srcEnd, out, dstEnd)
    if (out == 0 || byteAddress() > srcEnd) return INFLATE_FAILED
  } while (!last)
  return out == dstEnd ? <i32>(dstEnd - dst) : INFLATE_FAILED
}

/** Returns the end of the block's output, or 0 when it is malformed. */
function inflateBlock(kind: u32, srcEnd: usize, out: usize, dstEnd: usize): usize {
  if (kind == STORED) return copyStored(srcEnd, out, dstEnd)
  if (kind == DYNAMIC) return buildDynamicTables() ? decodeSymbols(out, dstEnd, srcEnd + READ_AHEAD) : 0
  if (kind != FIXED) return 0
  buildFixedTables()
  return decodeSymbols(out, dstEnd, srcEnd + READ_AHEAD)
}

/** RFC 1951 section 3.2.4. */
function copyStored(srcEnd: usize, out: usize, dstEnd: usize): usize {
  const header = byteAddress()
  const length = <u32>load<u16>(header)
  const from = header + 4
  if (length != (<u32>load<u16>(header, 2) ^ 0xffff)) return 0
  if (from + length > srcEnd || out + length > dstEnd) return 0
  memory.copy(out, from, length)
  startAt(from + length)
  return out + length
}
