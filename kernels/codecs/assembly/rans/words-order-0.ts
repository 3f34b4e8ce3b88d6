// The hot loop of rANS Nx16, order 0 with four states: in turn, two bytes at once (CRAMcodecs section 3.2, 2025-03).
import { FREQUENCY, OFFSET, SLOT_MASK, SYMBOL } from './split-slots'
import { LEAST_BY_WORD, STATES } from './states'

/** Symbols decoded before input and output are looked at again. With 8 it is 3 % slower, with 32 no faster. */
export const WORDS_ORDER_0_STRIDE: usize = 16
/** Below this a doubled state takes two bytes. */
const LEAST: u64 = (<u64>LEAST_BY_WORD) << 1

/**
 * State: a to d, the four states doubled (see split-slots.ts); next, the address of the next two bytes; out.
 * Decodes to [out, stop), a multiple of the stride. Returns `next`, behind srcEnd when the input ended before.
 * Reads up to 32 bytes behind srcEnd.
 */
export function decodeWordsOrder0(first: usize, srcEnd: usize, dst: usize, stop: usize): usize {
  let a = (<u64>load<u32>(STATES)) << 1
  let b = (<u64>load<u32>(STATES, 4)) << 1
  let c = (<u64>load<u32>(STATES, 8)) << 1
  let d = (<u64>load<u32>(STATES, 12)) << 1
  let low = false
  let next = first
  let out = dst
  while (out < stop && next <= srcEnd) {
    store<u8>(out, symbolOf(a), 0)
    a = advanced(a)
    store<u8>(out, symbolOf(b), 1)
    b = advanced(b)
    store<u8>(out, symbolOf(c), 2)
    c = advanced(c)
    store<u8>(out, symbolOf(d), 3)
    d = advanced(d)
    low = a < LEAST
    a = select<u64>(refilled(a, next), a, low)
    next += (<usize>low) << 1
    low = b < LEAST
    b = select<u64>(refilled(b, next), b, low)
    next += (<usize>low) << 1
    low = c < LEAST
    c = select<u64>(refilled(c, next), c, low)
    next += (<usize>low) << 1
    low = d < LEAST
    d = select<u64>(refilled(d, next), d, low)
    next += (<usize>low) << 1
    store<u8>(out, symbolOf(a), 4)
    a = advanced(a)
    store<u8>(out, symbolOf(b), 5)
    b = advanced(b)
    store<u8>(out, symbolOf(c), 6)
    c = advanced(c)
    store<u8>(out, symbolOf(d), 7)
    d = advanced(d)
    low = a < LEAST
    a = select<u64>(refilled(a, next), a, low)
    next += (<usize>low) << 1
    low = b < LEAST
    b = select<u64>(refilled(b, next), b, low)
    next += (<usize>low) << 1
    low = c < LEAST
    c = select<u64>(refilled(c, next), c, low)
    next += (<usize>low) << 1
    low = d < LEAST
    d = select<u64>(refilled(d, next), d, low)
    next += (<usize>low) << 1
    store<u8>(out, symbolOf(a), 8)
    a = advanced(a)
    store<u8>(out, symbolOf(b), 9)
    b = advanced(b)
    store<u8>(out, symbolOf(c), 10)
    c = advanced(c)
    store<u8>(out, symbolOf(d), 11)
    d = advanced(d)
    low = a < LEAST
    a = select<u64>(refilled(a, next), a, low)
    next += (<usize>low) << 1
    low = b < LEAST
    b = select<u64>(refilled(b, next), b, low)
    next += (<usize>low) << 1
    low = c < LEAST
    c = select<u64>(refilled(c, next), c, low)
    next += (<usize>low) << 1
    low = d < LEAST
    d = select<u64>(refilled(d, next), d, low)
    next += (<usize>low) << 1
    store<u8>(out, symbolOf(a), 12)
    a = advanced(a)
    store<u8>(out, symbolOf(b), 13)
    b = advanced(b)
    store<u8>(out, symbolOf(c), 14)
    c = advanced(c)
    store<u8>(out, symbolOf(d), 15)
    d = advanced(d)
    low = a < LEAST
    a = select<u64>(refilled(a, next), a, low)
    next += (<usize>low) << 1
    low = b < LEAST
    b = select<u64>(refilled(b, next), b, low)
    next += (<usize>low) << 1
    low = c < LEAST
    c = select<u64>(refilled(c, next), c, low)
    next += (<usize>low) << 1
    low = d < LEAST
    d = select<u64>(refilled(d, next), d, low)
    next += (<usize>low) << 1
    out += WORDS_ORDER_0_STRIDE
  }
  store<u32>(STATES, <u32>(a >>> 1))
  store<u32>(STATES, <u32>(b >>> 1), 4)
  store<u32>(STATES, <u32>(c >>> 1), 8)
  store<u32>(STATES, <u32>(d >>> 1), 12)
  return next
}

function symbolOf(x: u64): u8 {
  return load<u8>(<usize>((<u32>x) & SLOT_MASK), SYMBOL)
}

function advanced(x: u64): u64 {
  const slot = <usize>((<u32>x) & SLOT_MASK)
  return (x >>> 13) * <u64>load<u16>(slot, FREQUENCY) + <u64>load<u16>(slot, OFFSET)
}

/** The sum instead of an or becomes one instruction: 3 % in all. */
function refilled(x: u64, next: usize): u64 {
  return (x << 16) + ((<u64>load<u16>(next)) << 1)
}
