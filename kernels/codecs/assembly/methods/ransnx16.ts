// rANS Nx16 (CRAMcodecs section 3, 2025-03; CRAMv3 section 8, 2024-09: method 5): the entropy coder of rans/words.ts, and the transforms
// that its first byte names. STRIPE holds streams that are whole by themselves; it does not hold a STRIPE.
import { CODEC_FAILED, NEEDS_ROOM, OK } from '@genomsyn/abi/assembly/status'
import { bytesAt, openBytes, overran, skipBytes, takeByte, takeUint7 } from '../byte-reader'
import { decodeWords } from '../rans/words'
import { OUTPUT_SLACK, releaseScratch, scratchMark, takeScratch } from '../scratch'
import { packedBytes, readPackedSymbols, unpack } from '../transforms/pack'
import { expandRuns } from '../transforms/rle'
import { interleave, stripeBytes } from '../transforms/stripe'

export const METHOD: u32 = 5

/** Bits of the first byte (section 3.7). */
const ORDER: u32 = 1
const N32: u32 = 4
const STRIPE: u32 = 8
const NO_SIZE: u32 = 16
const CAT: u32 = 32
const RLE: u32 = 64
const PACK: u32 = 128

/** Decodes [src, srcEnd) to [dst, dstEnd). Returns the bytes written, CODEC_FAILED, or NEEDS_ROOM. */
export function decode(src: usize, srcEnd: usize, dst: usize, dstEnd: usize): i32 {
  const mark = scratchMark()
  const striped = src < srcEnd && (load<u8>(src) & STRIPE) != 0
  const status = striped ? decodeStripes(src, srcEnd, dst, dstEnd) : decodeStream(src, srcEnd, dst, dstEnd)
  releaseScratch(mark)
  return status == OK ? <i32>(dstEnd - dst) : status
}

/** Streams that are interleaved byte by byte (section 3.6): they are decoded to working memory, one behind the other. */
function decodeStripes(src: usize, srcEnd: usize, dst: usize, dstEnd: usize): i32 {
  const size = dstEnd - dst
  openBytes(src + 1, srcEnd)
  if (!(load<u8>(src) & NO_SIZE) && takeUint7() != <u32>size) return CODEC_FAILED
  const parts = takeByte()
  if (parts == 0) return CODEC_FAILED
  const lengths = bytesAt()
  for (let part: u32 = 0; part < parts; part++) takeUint7()
  if (overran()) return CODEC_FAILED
  const streams = takeScratch(<u64>size + OUTPUT_SLACK)
  if (streams == 0) return NEEDS_ROOM
  const status = decodeParts(lengths, parts, srcEnd, streams, size)
  if (status == OK) interleave(streams, parts, dst, dstEnd)
  return status
}

/** Decodes streams whose lengths are listed at `lengths`, and which lie behind that list. */
function decodeParts(lengths: usize, parts: u32, srcEnd: usize, dst: usize, size: usize): i32 {
  openBytes(lengths, srcEnd)
  for (let part: u32 = 0; part < parts; part++) takeUint7()
  let from = bytesAt()
  let next = lengths
  let out = dst
  for (let part: u32 = 0; part < parts; part++) {
    openBytes(next, srcEnd)
    const length = takeUint7()
    next = bytesAt()
    if (<usize>length > srcEnd - from || (length != 0 && (load<u8>(from) & STRIPE) != 0)) return CODEC_FAILED
    const bytes = stripeBytes(size, parts, part)
    const status = decodeStream(from, from + length, out, out + bytes)
    if (status != OK) return status
    from += length
    out += bytes
  }
  return OK
}

/** A stream without STRIPE: its size, the metadata of its transforms, its data (section 3.7). */
function decodeStream(src: usize, srcEnd: usize, dst: usize, dstEnd: usize): i32 {
  openBytes(src, srcEnd)
  const flags = takeByte()
  if (!(flags & NO_SIZE) && takeUint7() != <u32>(dstEnd - dst)) return CODEC_FAILED
  if (overran()) return CODEC_FAILED
  const mark = scratchMark()
  const status = flags & PACK ? decodePacked(flags, srcEnd, dst, dstEnd) : decodeRuns(flags, srcEnd, dst, dstEnd)
  releaseScratch(mark)
  return status
}

function decodePacked(flags: u32, srcEnd: usize, dst: usize, dstEnd: usize): i32 {
  const symbols = readPackedSymbols()
  const size = takeUint7()
  if (overran() || symbols == 0 || size != <u32>packedBytes(dstEnd - dst, symbols)) return CODEC_FAILED
  const packed = takeScratch(<u64>size + OUTPUT_SLACK)
  if (packed == 0) return NEEDS_ROOM
  const status = decodeRuns(flags, srcEnd, packed, packed + size)
  if (status == OK) unpack(packed, dst, dstEnd, symbols)
  return status
}

/** What is left of the stream when PACK is out of the way: begins where the byte reader stands. */
function decodeRuns(flags: u32, srcEnd: usize, dst: usize, dstEnd: usize): i32 {
  if (!(flags & RLE)) return decodeData(flags, bytesAt(), srcEnd, dst, dstEnd)
  const metaSize = takeUint7()
  const literalCount = takeUint7()
  const isPlain = (metaSize & 1) != 0
  const metaLength = isPlain ? metaSize >>> 1 : takeUint7()
  const from = skipBytes(metaLength)
  if (overran() || literalCount > <u32>(dstEnd - dst)) return CODEC_FAILED
  const literals = takeScratch(<u64>literalCount + OUTPUT_SLACK)
  if (literals == 0) return NEEDS_ROOM
  const status = decodeData(flags, from + metaLength, srcEnd, literals, literals + literalCount)
  if (status != OK) return status
  const end = literals + literalCount
  if (isPlain) return expandRuns(literals, end, from, from + metaLength, dst, dstEnd) ? OK : CODEC_FAILED
  return expandPackedRuns(flags, from, from + metaLength, metaSize >>> 1, literals, end, dst, dstEnd)
}

/** The same with metadata that are compressed: order 0 and as many states as the data. */
// prettier-ignore
function expandPackedRuns(
  flags: u32, from: usize, fromEnd: usize, size: u32, literals: usize, literalsEnd: usize, dst: usize, dstEnd: usize,
): i32 {
  if (size == 0 || <u64>size > 257 + 5 * <u64>(literalsEnd - literals)) return CODEC_FAILED
  const meta = takeScratch(<u64>size + OUTPUT_SLACK)
  if (meta == 0) return NEEDS_ROOM
  const status = decodeWords(0, statesOf(flags), from, fromEnd, meta, meta + size)
  if (status != OK) return status
  return expandRuns(literals, literalsEnd, meta, meta + size, dst, dstEnd) ? OK : CODEC_FAILED
}

/** The data as they are, or entropy coded. Of no data there is nothing in the stream. */
function decodeData(flags: u32, src: usize, srcEnd: usize, dst: usize, dstEnd: usize): i32 {
  const size = dstEnd - dst
  if (size == 0) return OK
  if (!(flags & CAT)) return decodeWords(flags & ORDER, statesOf(flags), src, srcEnd, dst, dstEnd)
  if (srcEnd - src < size) return CODEC_FAILED
  memory.copy(dst, src, size)
  return OK
}

function statesOf(flags: u32): u32 {
  return flags & N32 ? 32 : 4
}
