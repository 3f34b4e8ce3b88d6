// Striping (CRAMcodecs section 3.6, 2025-03): byte i of the data is byte i / N of stream i mod N. Each stream is decoded by itself;
// this puts them together. Shared by rANS Nx16 and the adaptive arithmetic coder.

/** Bytes of stream `part` of `parts` when all are `size` bytes. */
export function stripeBytes(size: usize, parts: usize, part: usize): usize {
  return size / parts + <usize>(size % parts > part)
}

/**
 * Interleaves `parts` streams, which lie one behind the other at src, to [dst, dstEnd). Reads and writes nothing else, and does
 * not work in place.
 */
export function interleave(src: usize, parts: usize, dst: usize, dstEnd: usize): void {
  const size = dstEnd - dst
  const whole = size / parts
  if (parts == 4 && size % 4 == 0) return interleaveFour(src, whole, dst)
  let from = src
  for (let part: usize = 0; part < parts; part++) {
    const end = from + stripeBytes(size, parts, part)
    for (let out = dst + part; from < end; out += parts) store<u8>(out, load<u8>(from++))
  }
}

/** Four streams of `count` bytes, as of 32-bit integers: sixteen of each at a time. */
function interleaveFour(src: usize, count: usize, dst: usize): void {
  let at = src
  let out = dst
  for (const end = src + (count & ~15); at < end; at += 16, out += 64) {
    const a = v128.load(at)
    const b = v128.load(at + count)
    const c = v128.load(at + 2 * count)
    const d = v128.load(at + 3 * count)
    const abLow = i8x16.shuffle(a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23)
    const abHigh = i8x16.shuffle(a, b, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31)
    const cdLow = i8x16.shuffle(c, d, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23)
    const cdHigh = i8x16.shuffle(c, d, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31)
    v128.store(out, i16x8.shuffle(abLow, cdLow, 0, 8, 1, 9, 2, 10, 3, 11))
    v128.store(out, i16x8.shuffle(abLow, cdLow, 4, 12, 5, 13, 6, 14, 7, 15), 16)
    v128.store(out, i16x8.shuffle(abHigh, cdHigh, 0, 8, 1, 9, 2, 10, 3, 11), 32)
    v128.store(out, i16x8.shuffle(abHigh, cdHigh, 4, 12, 5, 13, 6, 14, 7, 15), 48)
  }
  for (const end = src + count; at < end; at++, out += 4) {
    store<u8>(out, load<u8>(at))
    store<u8>(out, load<u8>(at + count), 1)
    store<u8>(out, load<u8>(at + 2 * count), 2)
    store<u8>(out, load<u8>(at + 3 * count), 3)
  }
}
