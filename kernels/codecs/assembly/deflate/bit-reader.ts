// Where the reader of a DEFLATE stream stands, kept in memory from one phase of a block to the next.
// Not for one symbol after another: the loops of symbols.ts and code-lengths.ts hold the same state in locals.
//
//   bits    63 .................................. 2 1   0
//           next bits of the stream, first lowest | two used bits      (RFC 1951 section 3.1.1, 1996-05)
//
// The two used bits make `bits & mask` the byte offset of a u32 table entry: no shift between one look-up and the next.
// `held` is the number of stream bits in `bits` plus one, modulo 64: higher bits of `held` are meaningless, so that
// whole entries may be taken from it.

const STATE: usize = memory.data(32, 8)

/** Bits of `bits` below the stream. */
export const USED_BITS: u64 = 2
/** The least that `held` is after `filledBits`, as a bit mask: held |= FILLED. */
export const FILLED: u64 = 56
const NONE_HELD: u64 = 1

/** `limit` is the address that `next` may reach, at most 40 before memory that may not be read. */
export function openReader(next: usize, limit: usize): void {
  store<usize>(STATE, limit, 24)
  moveTo(next)
}

/** Goes on at the first bit of the byte at `next`. */
export function moveTo(next: usize): void {
  saveState(0, NONE_HELD, next)
}

export function readerLimit(): usize {
  return load<usize>(STATE, 24)
}

export function saveState(bits: u64, held: u64, next: usize): void {
  store<u64>(STATE, bits)
  store<u64>(STATE, held, 8)
  store<usize>(STATE, next, 16)
}

export function savedBits(): u64 {
  return load<u64>(STATE)
}

export function savedHeld(): u64 {
  return load<u64>(STATE, 8)
}

export function savedNext(): usize {
  return load<usize>(STATE, 16)
}

/** `bits` with at least 55 bits of the stream, from the eight bytes at `next`. */
export function filledBits(bits: u64, held: u64, next: usize): u64 {
  return bits | ((load<u64>(next) << 1) << held)
}

/** The bytes that `filledBits` used up. */
export function filledBytes(held: u64): usize {
  return <usize>(((held ^ 63) >> 3) & 7)
}

/** Takes `count` (at most 16) bits. */
export function takeBits(count: u64): u32 {
  const held = savedHeld()
  const next = savedNext()
  const bits = filledBits(savedBits(), held, next)
  saveState(bits >> count, (held | FILLED) - count, next + filledBytes(held))
  return (<u32>(bits >> USED_BITS)) & ((1 << (<u32>count)) - 1)
}

/** The first byte of which no bit has been taken. */
export function byteAddress(): usize {
  return savedNext() - <usize>(((savedHeld() & 63) - NONE_HELD) >> 3)
}
