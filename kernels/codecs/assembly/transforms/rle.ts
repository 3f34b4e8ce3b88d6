// Run-length encoding (CRAMcodecs section 3.4, 2025-03): some symbols are followed by their run length in a stream of its own.
// For rANS Nx16; the adaptive arithmetic coder models its run lengths, and has no such stream.
import { openBytes, bytesAt, overran, takeByte, takeUint7 } from '../byte-reader'

/** u8 per symbol: 255 when it has run lengths, otherwise 0. */
const HAS_RUNS: usize = memory.data(256, 16)
/** Runs shorter than this are one store. */
const SHORT: usize = 16

/**
 * Expands the literals [src, srcEnd) to [dst, dstEnd) with the metadata [meta, metaEnd): the symbols that have run lengths, and
 * those. Returns false unless the output is filled exactly and the metadata suffice. Reads up to 8 bytes behind metaEnd and
 * writes up to 160 behind dstEnd. Output overlaps neither input.
 */
export function expandRuns(src: usize, srcEnd: usize, meta: usize, metaEnd: usize, dst: usize, dstEnd: usize): bool {
  const runs = readSymbolsWithRuns(meta, metaEnd)
  return runs != 0 && expand(src, srcEnd, runs, metaEnd, dst, dstEnd)
}

/** Where the run lengths begin; 0 when the metadata end before. */
function readSymbolsWithRuns(meta: usize, metaEnd: usize): usize {
  openBytes(meta, metaEnd)
  memory.fill(HAS_RUNS, 0, 256)
  const named = takeByte()
  for (let left: u32 = named == 0 ? 256 : named; left > 0; left--) store<u8>(takeByte(), 255, HAS_RUNS)
  return overran() ? 0 : bytesAt()
}

/**
 * State: the addresses of the next literal, of the next run length and of the output. A symbol without run lengths has a run of 0
 * and takes no byte for it: no branch. Ends when literals, run lengths or room are used up.
 */
function expand(src: usize, srcEnd: usize, runs: usize, runsEnd: usize, dst: usize, dstEnd: usize): bool {
  let out = dst
  while (src < srcEnd && out < dstEnd && runs <= runsEnd) {
    const symbol = load<u8>(src++)
    const has = <usize>load<u8>(symbol, HAS_RUNS)
    let run = (<usize>load<u8>(runs)) & has
    runs += has & 1
    const bytes = i8x16.splat(symbol)
    v128.store(out, bytes)
    if (run >= SHORT) {
      if (run >= 128) {
        openBytes(runs - 1, runsEnd)
        run = takeUint7()
        if (overran() || run >= dstEnd - out) return false
        runs = bytesAt()
      }
      for (let at = out + 16, end = out + run + 1; at < end; at += 16) v128.store(at, bytes)
    }
    out += run + 1
  }
  return src == srcEnd && out == dstEnd && runs <= runsEnd
}
