// Reads the fields of a bzip2 stream, first bit highest. Not for one symbol after another: symbols.ts holds the same
// state in locals.
//
//   bits    63 ....................... 0
//           next bits of the stream | zeros, or bits that are read again
//
// Reading does not stop at the source's end: `readerPassedEnd` says whether it should have.

let bits: u64 = 0
/** Bits of the stream in `bits`. */
let held: u64 = 0
let next: usize = 0
let sourceEnd: usize = 0

/** Starts at `src`. The bits behind `srcEnd` are whatever lies there, and zeros from there on that memory may not be read. */
export function openReader(src: usize, srcEnd: usize): void {
  sourceEnd = srcEnd
  saveState(0, 0, src)
}

export function saveState(savedBits: u64, savedHeld: u64, savedNext: usize): void {
  bits = savedBits
  held = savedHeld
  next = savedNext
}

export function readerBits(): u64 {
  return bits
}

export function readerHeld(): u64 {
  return held
}

export function readerNext(): usize {
  return next
}

/** The address that `next` may reach: the eight bytes there can still be read. */
export function readerLimit(): usize {
  return sourceEnd + 16
}

/** The eight bytes at `next`, the first highest. */
export function nextBits(at: usize): u64 {
  const word = v128.load64_zero(at)
  return <u64>i64x2.extract_lane(i8x16.shuffle(word, word, 7, 6, 5, 4, 3, 2, 1, 0, 7, 6, 5, 4, 3, 2, 1, 0), 0)
}

/** Takes `count` (1 to 32) bits. */
export function takeBits(count: u64): u32 {
  if (held < 32) fill()
  const taken = <u32>(bits >> (64 - count))
  bits <<= count
  held -= count
  return taken
}

function fill(): void {
  if (next <= readerLimit()) {
    bits |= nextBits(next) >> held
    next += <usize>((63 - held) >> 3)
  }
  held |= 56
}

/** Drops the bits up to the next whole byte and says where that is. */
export function byteAddress(): usize {
  return next - <usize>(held >> 3)
}

export function readerPassedEnd(): bool {
  return byteAddress() > sourceEnd
}
