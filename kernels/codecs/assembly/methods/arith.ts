// Blocks of the adaptive arithmetic coder, with the transforms around it (CRAMcodecs section 4.3, 2025-03: ArithDecode).
// The coder itself is in arith/, bit packing and striping are shared with rANS Nx16. Stripes within stripes, which no
// writer makes, are refused: their depth would be bounded by the source alone.

import { CODEC_FAILED, NEEDS_ROOM } from '@genomsyn/abi/assembly/status'
import { decodeSymbols } from '../arith/symbols'
import { bytesAt, openBytes, overran, takeByte, takeUint7 } from '../byte-reader'
import { OUTPUT_SLACK, releaseScratch, scratchMark, takeScratch } from '../scratch'
import { packedBytes, readPackedSymbols, unpack } from '../transforms/pack'
import { interleave, stripeBytes } from '../transforms/stripe'
import { decode as decodeBzip2 } from './bzip2'

export const METHOD: u32 = 6

/** Bits of the first byte. */
const ORDER: u32 = 1
const RESERVED: u32 = 2
const EXT: u32 = 4
const STRIPE: u32 = 8
const NO_SIZE: u32 = 16
const CAT: u32 = 32
const RLE: u32 = 64
const PACK: u32 = 128

/**
 * Decodes [src, srcEnd) to exactly [dst, dstEnd). Returns the bytes written, CODEC_FAILED or NEEDS_ROOM. Bytes behind
 * the last symbol are not looked at.
 */
export function decode(src: usize, srcEnd: usize, dst: usize, dstEnd: usize): i32 {
  const mark = scratchMark()
  openBytes(src, srcEnd)
  const flags = takeByte()
  const size = flags & NO_SIZE ? <u32>(dstEnd - dst) : takeUint7()
  let status: i32 = CODEC_FAILED
  if (overran() || size != <u32>(dstEnd - dst) || (flags & RESERVED) != 0) status = CODEC_FAILED
  else if (flags & STRIPE) status = decodeStripes(srcEnd, dst, dstEnd)
  else if (flags & PACK) status = decodePacked(flags, srcEnd, dst, dstEnd)
  else status = decodeData(flags, bytesAt(), srcEnd, dst, dstEnd)
  releaseScratch(mark)
  return status
}

/** N streams, of every Nth byte each: their number, their lengths, themselves. */
function decodeStripes(srcEnd: usize, dst: usize, dstEnd: usize): i32 {
  const parts = takeByte()
  let lengths = bytesAt()
  for (let part: u32 = 0; part < parts; part++) takeUint7()
  let at = bytesAt()
  if (overran() || parts == 0) return CODEC_FAILED
  const columns = takeScratch(<u64>(dstEnd - dst) + OUTPUT_SLACK)
  if (columns == 0) return NEEDS_ROOM
  let out = columns
  for (let part: u32 = 0; part < parts; part++) {
    openBytes(lengths, srcEnd)
    const length = <usize>takeUint7()
    lengths = bytesAt()
    if (length > srcEnd - at || (load<u8>(at) & STRIPE) != 0) return CODEC_FAILED
    const end = out + stripeBytes(dstEnd - dst, parts, part)
    const status = decode(at, at + length, out, end)
    if (status < 0) return status
    at += length
    out = end
  }
  interleave(columns, parts, dst, dstEnd)
  return <i32>(dstEnd - dst)
}

/** The symbols that are packed, the packed size, the packed data. */
function decodePacked(flags: u32, srcEnd: usize, dst: usize, dstEnd: usize): i32 {
  const symbols = readPackedSymbols()
  const size = <usize>takeUint7()
  if (overran() || symbols == 0) return CODEC_FAILED
  if (symbols > 1) {
    if (size != packedBytes(dstEnd - dst, symbols)) return CODEC_FAILED
    const packed = takeScratch(<u64>size + OUTPUT_SLACK)
    if (packed == 0) return NEEDS_ROOM
    const status = decodeData(flags, bytesAt(), srcEnd, packed, packed + size)
    if (status < 0) return status
    unpack(packed, dst, dstEnd, symbols)
  } else unpack(dst, dst, dstEnd, symbols)
  return <i32>(dstEnd - dst)
}

function decodeData(flags: u32, src: usize, srcEnd: usize, dst: usize, dstEnd: usize): i32 {
  if (flags & CAT) return copyData(src, srcEnd, dst, dstEnd)
  if (flags & EXT) return decodeBzip2(src, srcEnd, dst, dstEnd)
  return dst == dstEnd ? 0 : decodeSymbols(src, srcEnd, dst, dstEnd, (flags & ORDER) != 0, (flags & RLE) != 0)
}

function copyData(src: usize, srcEnd: usize, dst: usize, dstEnd: usize): i32 {
  const size = dstEnd - dst
  if (size > srcEnd - src) return CODEC_FAILED
  memory.copy(dst, src, size)
  return <i32>size
}
