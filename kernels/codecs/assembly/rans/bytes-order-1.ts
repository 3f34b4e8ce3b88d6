// The hot loop of rANS 4x8, order 1: four states, each in a part of its own, single bytes (CRAMcodecs section 2.3, 2025-03).
import { noteRounds } from './rows'
import { ROWS, STATES } from './states'

/** Slots are twelve bits of a state, and packed entries four bytes. */
const ROW_SHIFT: usize = 14

/**
 * State: a to d, the four states; aRow to dRow, the rows of their last symbols; next, the address of the next two bytes in a reversed
 * copy; aOut to dOut. Decodes an even number of symbols of each of the four parts, which are `part` bytes long and lie one behind the
 * other at dst, and notes it. Returns `next`, below `last` when the input ended before. Reads up to 24 bytes below `last`.
 */
export function decodeBytesOrder1(first: usize, last: usize, dst: usize, part: usize, rows: usize): usize {
  let a = load<u32>(STATES)
  let b = load<u32>(STATES, 4)
  let c = load<u32>(STATES, 8)
  let d = load<u32>(STATES, 12)
  let aRow = rows
  let bRow = rows
  let cRow = rows
  let dRow = rows
  let aOut = dst
  let bOut = aOut + part
  let cOut = bOut + part
  let dOut = cOut + part
  let entry: u32 = 0
  let bits: u32 = 0
  let next = first
  const stop = dst + (part & ~1)
  while (aOut < stop && next >= last) {
    entry = load<u32>(aRow + <usize>((a & 4095) << 2))
    store<u8>(aOut, entry, 0)
    aRow = rows + ((<usize>(entry & 255)) << ROW_SHIFT)
    a = advanced(a >>> 12, entry)
    entry = load<u32>(bRow + <usize>((b & 4095) << 2))
    store<u8>(bOut, entry, 0)
    bRow = rows + ((<usize>(entry & 255)) << ROW_SHIFT)
    b = advanced(b >>> 12, entry)
    entry = load<u32>(cRow + <usize>((c & 4095) << 2))
    store<u8>(cOut, entry, 0)
    cRow = rows + ((<usize>(entry & 255)) << ROW_SHIFT)
    c = advanced(c >>> 12, entry)
    entry = load<u32>(dRow + <usize>((d & 4095) << 2))
    store<u8>(dOut, entry, 0)
    dRow = rows + ((<usize>(entry & 255)) << ROW_SHIFT)
    d = advanced(d >>> 12, entry)
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
    entry = load<u32>(aRow + <usize>((a & 4095) << 2))
    store<u8>(aOut, entry, 1)
    aRow = rows + ((<usize>(entry & 255)) << ROW_SHIFT)
    a = advanced(a >>> 12, entry)
    entry = load<u32>(bRow + <usize>((b & 4095) << 2))
    store<u8>(bOut, entry, 1)
    bRow = rows + ((<usize>(entry & 255)) << ROW_SHIFT)
    b = advanced(b >>> 12, entry)
    entry = load<u32>(cRow + <usize>((c & 4095) << 2))
    store<u8>(cOut, entry, 1)
    cRow = rows + ((<usize>(entry & 255)) << ROW_SHIFT)
    c = advanced(c >>> 12, entry)
    entry = load<u32>(dRow + <usize>((d & 4095) << 2))
    store<u8>(dOut, entry, 1)
    dRow = rows + ((<usize>(entry & 255)) << ROW_SHIFT)
    d = advanced(d >>> 12, entry)
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
    aOut += 2
    bOut += 2
    cOut += 2
    dOut += 2
  }
  noteRounds(aOut - dst)
  store<u32>(STATES, a)
  store<u32>(STATES, b, 4)
  store<u32>(STATES, c, 8)
  store<u32>(STATES, d, 12)
  store<u32>(ROWS, aRow - rows)
  store<u32>(ROWS, bRow - rows, 4)
  store<u32>(ROWS, cRow - rows, 8)
  store<u32>(ROWS, dRow - rows, 12)
  return next
}

/** The next state before it takes more: `high` is the state without its slot (see slots.ts). */
function advanced(high: u32, entry: u32): u32 {
  return (entry >>> 20) * high + (high + ((entry >>> 8) & 4095))
}

/** 0, 8 or 16 bits for a state from 2^23 on, from 2^15 on, or below. */
function wanted(x: u32): u32 {
  return (clz(x) - 1) & 24
}

/** The state with the two bytes behind it, less those it does not want. */
function refilled(x: u32, bits: u32, next: usize): u32 {
  return <u32>((((<u64>x) << 24) + ((<u64>load<u16>(next)) << 8)) >>> (<u64>(bits ^ 24)))
}
