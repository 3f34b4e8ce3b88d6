// The bit reader of a DEFLATE stream: where it stands, kept in memory between the phases of a block.
// Not used symbol by symbol: the loops of symbols.ts and code-lengths.ts hold the same state in locals.
//
//   bits    63 ........................... 2 1 0
//           | next bits of the stream, LSB first | two used bits |     (RFC 1951 section 3.1.1, 1996-05)
//
// The two used bits below the stream make `bits & mask` the byte offset of a u32 table entry, which saves a shift
// on the path from one symbol to the next. `held` is the number of stream bits in `bits`, plus one.

const STATE: usize = memory.data(24, 8)

/** Bits of `bits` below the stream. */
export const USED_BITS: u64 = 2
/** `held` when no stream bit is in `bits`. */
export const NONE_HELD: u64 = 1

export function startAt(next: usize): void {
  saveState(0, NONE_HELD, next)
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

/** `bits` filled to at least 55 stream bits from the eight bytes at `next`. */
export function filledBits(bits: u64, held: u64, next: usize): u64 {
  return bits | (load<u64>(next) << 1 << held)
}

/** The bytes that `filledBits` used up. */
export function filledBytes(held: u64): usize {
  return <usize>((held ^ 63) >> 3 & 7)
}

/** Takes `count` (at most 16) bits. */
export function takeBits(count: u64): u32 {
  let held = savedHeld()
  const next = savedNext()
  const bits = filledBits(savedBits(), held, next)
  const taken = filledBytes(held)
  held = (held | 56) - count
  saveState(bits >> count, held, next + taken)
  return <u32>(bits >> USED_BITS) & ((1 << <u32>count) - 1)
}

/** The first byte of which no bit has been taken. */
export function byteAddress(): usize {
  return savedNext() - <usize>(((savedHeld() & 63) - NONE_HELD) >> 3)
}
