// The range decoder that the adaptive codecs share (CRAMcodecs section 4, Range coding; hts-specs, 2025-04).
// Not the models that say how likely a symbol is. Hot loops keep its state in locals, and give it back with `resumeRange`.

/** Bytes at the beginning; the first is always 0 and falls out at the top. */
const START_BYTES: usize = 5
/** Below this a further byte is taken in. */
const RENORMALISE_BELOW: u32 = 1 << 24

/** How much of the number line is left, at least 2^24 between symbols. */
export let range: u32 = 0
/** Where in the range the stream lies. */
export let code: u32 = 0
/** The next byte. */
export let rangeAt: usize = 0

/** Begins to decode at src. Returns false when there is no room for the first bytes. */
export function startRange(src: usize, srcEnd: usize): bool {
  if (src + START_BYTES > srcEnd) return false
  range = 0xffffffff
  code = bswap<u32>(load<u32>(src, 1))
  rangeAt = src + START_BYTES
  return true
}

/** Goes on with the state that a hot loop kept in locals. */
export function resumeRange(range_: u32, code_: u32, at: usize): void {
  range = range_
  code = code_
  rangeAt = at
}

/** Divides the range into `total` (1 to 2^16) shares and returns in which the stream lies; `total` or more when it is malformed. */
export function shareOf(total: u32): u32 {
  range /= total
  return code / range
}

/** Narrows the range to the shares [low, low + frequency). Takes in two bytes at most. */
export function narrowRange(low: u32, frequency: u32): void {
  code -= low * range
  range *= frequency
  while (range < RENORMALISE_BELOW) {
    code = (code << 8) | (<u32>load<u8>(rangeAt))
    range <<= 8
    rangeAt++
  }
}
