// Copies a match: `length` bytes from `distance` bytes before (RFC 1951 section 3.2.3, 1996-05).
// For DEFLATE alone: with one caller it is inlined there, and a second one would make BAM 12 % slower.
// Not exact at its end: writes up to 96 bytes, or 31 beyond the length, whichever is more; reads up to 96.

/** For each distance below 16, the byte order that repeats the bytes before the output. */
const PATTERNS: usize = memory.data(16 * 16, 16)
/** For each distance below 16, u8 its largest multiple of at most 16. */
const STRIDES: usize = memory.data(16, 16)

fillPatterns()

/** Sixteen bytes a step, in steps that never overtake the bytes they copy. */
export function copyMatch(out: usize, distance: usize, length: usize): void {
  const from = out - distance
  if (distance < 16) {
    repeatPattern(out, distance, length)
    return
  }
  copyFortyEight(out, from)
  if (length <= 48) return
  copyFortyEight(out + 48, from + 48)
  for (let done: usize = 96; done < length; done += 32) {
    v128.store(out + done, v128.load(from + done))
    v128.store(out + done, v128.load(from + done, 16), 16)
  }
}

/** A branch on the length costs more than stores for nothing; with 64 bytes at once BAM is 1 % slower. */
function copyFortyEight(out: usize, from: usize): void {
  v128.store(out, v128.load(from))
  v128.store(out, v128.load(from, 16), 16)
  v128.store(out, v128.load(from, 32), 32)
}

function repeatPattern(out: usize, distance: usize, length: usize): void {
  const pattern = i8x16.swizzle(v128.load(out - distance), v128.load(distance << 4, PATTERNS))
  const stride = <usize>load<u8>(distance, STRIDES)
  const end = out + length
  for (let to = out; to < end; to += stride) v128.store(to, pattern)
}

function fillPatterns(): void {
  for (let distance: u32 = 1; distance < 16; distance++) {
    store<u8>(distance, <u8>(16 - (16 % distance)), STRIDES)
    for (let byte: u32 = 0; byte < 16; byte++) store<u8>((distance << 4) + byte, <u8>(byte % distance), PATTERNS)
  }
}
