// Undoes the run lengths that bzip2 applies first: four equal bytes are followed by how often they are repeated
// (bzip2 format, section 2.2.1.1, 2016-09).

/**
 * Expands [src, srcEnd) to `out`. Returns where the output ends, or 0 when that is behind `outEnd`. Reads up to 18 bytes
 * behind srcEnd and writes up to 15 behind outEnd.
 */
export function expandRuns(src: usize, srcEnd: usize, out: usize, outEnd: usize): usize {
  while (src < srcEnd) {
    const bytes = v128.load(src)
    const pairs = v128.and(i8x16.eq(bytes, v128.load(src, 1)), i8x16.eq(bytes, v128.load(src, 2)))
    const fours = i8x16.bitmask(v128.and(pairs, i8x16.eq(bytes, v128.load(src, 3))))
    const left = srcEnd - src
    const before = <usize>ctz<u32>(fours | 0x10000)
    const isRun = before < 16 && before + 4 <= left
    const plain = isRun ? before : min<usize>(16, left)
    if (plain > outEnd - out) return 0
    v128.store(out, bytes)
    out += plain
    src += plain
    if (!isRun) continue
    const length: usize = 4 + (src + 4 < srcEnd ? <usize>load<u8>(src, 4) : 0)
    if (length > outEnd - out) return 0
    fillBytes(out, load<u8>(src), length)
    out += length
    src += 5
  }
  return out
}

function fillBytes(out: usize, byte: u32, length: usize): void {
  const bytes = i8x16.splat(<i8>byte)
  for (const end = out + length; out < end; out += 16) v128.store(out, bytes)
}
