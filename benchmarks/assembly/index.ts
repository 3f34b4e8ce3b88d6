// Kernels one by one, for the benchmarks only: the product links them into qc.wasm. Each call does all blocks of a file.
import { blockBytes, claimedCrc, inflateBlock, inflatedBytes } from '@genomsyn/bgzf/assembly/frame'
import { crc32 } from '@genomsyn/codecs/assembly/crc32'
import { inflate } from '@genomsyn/codecs/assembly/inflate'

export { decodeBlock } from '@genomsyn/codecs/assembly/methods/index'
export { placeScratch } from '@genomsyn/codecs/assembly/scratch'

/** One inflated block, with the slack that `inflate` asks for. */
const BLOCK: usize = memory.data(65536 + 65536 + 512, 16) + 65536

/** Where the host puts a BGZF file of `bytes`; 0 when memory does not suffice. */
export function reserve(bytes: u32): usize {
  const pages = <i32>((<u64>__heap_base + bytes + 512 + 0xffff) >> 16) - memory.size()
  return pages > 0 && memory.grow(pages) < 0 ? 0 : __heap_base
}

/** Inflates every block; returns the sum of the CRC32 of what came out, or 0 when a block is damaged. */
export function inflateAndCheck(src: usize, srcEnd: usize): u64 {
  let sum: u64 = 0
  while (src < srcEnd) {
    const size = blockBytes(src, srcEnd)
    if (size <= 0 || inflateBlock(src, size, BLOCK) < 0) return 0
    sum += claimedCrc(src, size)
    src += size
  }
  return sum
}

/** Inflates every block and looks at none; returns the bytes that came out, or 0. */
export function inflateAll(src: usize, srcEnd: usize): u64 {
  let sum: u64 = 0
  while (src < srcEnd) {
    const size = <usize>blockBytes(src, srcEnd)
    const bytes = inflatedBytes(src, <u32>size)
    const data = src + 12 + <usize>load<u16>(src, 10)
    if (inflate(data, src + size - 8, BLOCK, BLOCK + bytes) < 0) return 0
    sum += bytes
    src += size
  }
  return sum
}

/** The CRC32 of [src, src + bytes), 64 KiB at a time; returns their sum. */
export function crcAll(src: usize, bytes: u32): u64 {
  let sum: u64 = 0
  for (let at: u32 = 0; at < bytes; at += 65536) sum += crc32(src + at, min<u32>(65536, bytes - at))
  return sum
}
