// The hot loop of rANS 4x8, order 0: four states in turn, single bytes (CRAMcodecs section 2.3, 2025-03).
import { FREQUENCY, OFFSET, SLOT_MASK, SYMBOL } from './split-slots'
import { STATES } from './states'

/** Symbols decoded before input and output are looked at again. With 4 it is 10 % slower, with 8 it is 4 % slower. */
export const BYTES_ORDER_0_STRIDE: usize = 16

/**
 * State: a to d, the four states doubled (see split-slots.ts); next, the address of the next two bytes in a reversed copy; out.
 * Decodes to [out, stop), a multiple of the stride. Returns `next`, below `last` when the input ended before.
 * Reads up to 48 bytes below `last`.
 */
export function decodeBytesOrder0(first: usize, last: usize, dst: usize, stop: usize): usize {
  let a = (<u64>load<u32>(STATES)) << 1
  let b = (<u64>load<u32>(STATES, 4)) << 1
  let c = (<u64>load<u32>(STATES, 8)) << 1
  let d = (<u64>load<u32>(STATES, 12)) << 1
  let bits: u64 = 0
  let next = first
  let out = dst
  while (out < stop && next >= last) {
    store<u8>(out, symbolOf(a), 0)
    a = advanced(a)
    store<u8>(out, symbolOf(b), 1)
    b = advanced(b)
    store<u8>(out, symbolOf(c), 2)
    c = advanced(c)
    store<u8>(out, symbolOf(d), 3)
    d = advanced(d)
    bits = wanted(a)
    a = refilled(a, bits, next)
    next -= <usize>(bits >>> 3)
    bits = wanted(b)
    b = refilled(b, bits, next)
    next -= <usize>(bits >>> 3)
    bits = wanted(c)
    c = refilled(c, bits, next)
    next -= <usize>(bits >>> 3)
    bits = wanted(d)
    d = refilled(d, bits, next)
    next -= <usize>(bits >>> 3)
    store<u8>(out, symbolOf(a), 4)
    a = advanced(a)
    store<u8>(out, symbolOf(b), 5)
    b = advanced(b)
    store<u8>(out, symbolOf(c), 6)
    c = advanced(c)
    store<u8>(out, symbolOf(d), 7)
    d = advanced(d)
    bits = wanted(a)
    a = refilled(a, bits, next)
    next -= <usize>(bits >>> 3)
    bits = wanted(b)
    b = refilled(b, bits, next)
    next -= <usize>(bits >>> 3)
    bits = wanted(c)
    c = refilled(c, bits, next)
    next -= <usize>(bits >>> 3)
    bits = wanted(d)
    d = refilled(d, bits, next)
    next -= <usize>(bits >>> 3)
    store<u8>(out, symbolOf(a), 8)
    a = advanced(a)
    store<u8>(out, symbolOf(b), 9)
    b = advanced(b)
    store<u8>(out, symbolOf(c), 10)
    c = advanced(c)
    store<u8>(out, symbolOf(d), 11)
    d = advanced(d)
    bits = wanted(a)
    a = refilled(a, bits, next)
    next -= <usize>(bits >>> 3)
    bits = wanted(b)
    b = refilled(b, bits, next)
    next -= <usize>(bits >>> 3)
    bits = wanted(c)
    c = refilled(c, bits, next)
    next -= <usize>(bits >>> 3)
    bits = wanted(d)
    d = refilled(d, bits, next)
    next -= <usize>(bits >>> 3)
    store<u8>(out, symbolOf(a), 12)
    a = advanced(a)
    store<u8>(out, symbolOf(b), 13)
    b = advanced(b)
    store<u8>(out, symbolOf(c), 14)
    c = advanced(c)
    store<u8>(out, symbolOf(d), 15)
    d = advanced(d)
    bits = wanted(a)
    a = refilled(a, bits, next)
    next -= <usize>(bits >>> 3)
    bits = wanted(b)
    b = refilled(b, bits, next)
    next -= <usize>(bits >>> 3)
    bits = wanted(c)
    c = refilled(c, bits, next)
    next -= <usize>(bits >>> 3)
    bits = wanted(d)
    d = refilled(d, bits, next)
    next -= <usize>(bits >>> 3)
    out += BYTES_ORDER_0_STRIDE
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

/** 0, 8 or 16 bits for a doubled state from 2^24 on, from 2^16 on, or below. */
function wanted(x: u64): u64 {
  return clz(x) & 24
}

/** The state with the two bytes behind it, less those it does not want. The sum instead of an or becomes one instruction. */
function refilled(x: u64, bits: u64, next: usize): u64 {
  return ((x << 24) + ((<u64>load<u16>(next)) << 9)) >>> (bits ^ 24)
}
