// The hot loop of rANS Nx16, order 1 with four states: each in a part of its own, two bytes at once (CRAMcodecs section 3.3, 2025-03).
import { noteRounds } from './rows'
import { LEAST_BY_WORD, ROWS, STATES } from './states'

/**
 * State: a to d, the four states; aRow to dRow, the rows of their last symbols; next, the address of the next two bytes; aOut to dOut.
 * Decodes a multiple of four symbols of each of the parts, which are `part` bytes long and lie one behind the other at dst, and notes
 * it. Returns `next`, behind srcEnd when the input ended before. Reads up to 32 bytes behind srcEnd.
 * @typeParam Slot u8 or u16: the compiler makes a loop for slots of 10 bits of a state and one for those of 12.
 */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- it is what makes two loops: bits in a variable cost 8 %
export function decodeWordsOrder1<Slot>(first: usize, srcEnd: usize, dst: usize, part: usize, rows: usize): usize {
  const bits = <u32>(8 + 2 * sizeof<Slot>())
  const rowShift = <usize>bits + 2
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
  let low = false
  let next = first
  const stop = dst + (part & ~3)
  while (aOut < stop && next <= srcEnd) {
    entry = load<u32>(aRow + <usize>((a & ((1 << bits) - 1)) << 2))
    store<u8>(aOut, entry)
    aRow = rows + ((<usize>(entry & 255)) << rowShift)
    a = advanced(a >>> bits, entry)
    entry = load<u32>(bRow + <usize>((b & ((1 << bits) - 1)) << 2))
    store<u8>(bOut, entry)
    bRow = rows + ((<usize>(entry & 255)) << rowShift)
    b = advanced(b >>> bits, entry)
    entry = load<u32>(cRow + <usize>((c & ((1 << bits) - 1)) << 2))
    store<u8>(cOut, entry)
    cRow = rows + ((<usize>(entry & 255)) << rowShift)
    c = advanced(c >>> bits, entry)
    entry = load<u32>(dRow + <usize>((d & ((1 << bits) - 1)) << 2))
    store<u8>(dOut, entry)
    dRow = rows + ((<usize>(entry & 255)) << rowShift)
    d = advanced(d >>> bits, entry)
    low = a < LEAST_BY_WORD
    a = select<u32>((a << 16) + <u32>load<u16>(next), a, low)
    next += (<usize>low) << 1
    low = b < LEAST_BY_WORD
    b = select<u32>((b << 16) + <u32>load<u16>(next), b, low)
    next += (<usize>low) << 1
    low = c < LEAST_BY_WORD
    c = select<u32>((c << 16) + <u32>load<u16>(next), c, low)
    next += (<usize>low) << 1
    low = d < LEAST_BY_WORD
    d = select<u32>((d << 16) + <u32>load<u16>(next), d, low)
    next += (<usize>low) << 1
    entry = load<u32>(aRow + <usize>((a & ((1 << bits) - 1)) << 2))
    store<u8>(aOut, entry, 1)
    aRow = rows + ((<usize>(entry & 255)) << rowShift)
    a = advanced(a >>> bits, entry)
    entry = load<u32>(bRow + <usize>((b & ((1 << bits) - 1)) << 2))
    store<u8>(bOut, entry, 1)
    bRow = rows + ((<usize>(entry & 255)) << rowShift)
    b = advanced(b >>> bits, entry)
    entry = load<u32>(cRow + <usize>((c & ((1 << bits) - 1)) << 2))
    store<u8>(cOut, entry, 1)
    cRow = rows + ((<usize>(entry & 255)) << rowShift)
    c = advanced(c >>> bits, entry)
    entry = load<u32>(dRow + <usize>((d & ((1 << bits) - 1)) << 2))
    store<u8>(dOut, entry, 1)
    dRow = rows + ((<usize>(entry & 255)) << rowShift)
    d = advanced(d >>> bits, entry)
    low = a < LEAST_BY_WORD
    a = select<u32>((a << 16) + <u32>load<u16>(next), a, low)
    next += (<usize>low) << 1
    low = b < LEAST_BY_WORD
    b = select<u32>((b << 16) + <u32>load<u16>(next), b, low)
    next += (<usize>low) << 1
    low = c < LEAST_BY_WORD
    c = select<u32>((c << 16) + <u32>load<u16>(next), c, low)
    next += (<usize>low) << 1
    low = d < LEAST_BY_WORD
    d = select<u32>((d << 16) + <u32>load<u16>(next), d, low)
    next += (<usize>low) << 1
    entry = load<u32>(aRow + <usize>((a & ((1 << bits) - 1)) << 2))
    store<u8>(aOut, entry, 2)
    aRow = rows + ((<usize>(entry & 255)) << rowShift)
    a = advanced(a >>> bits, entry)
    entry = load<u32>(bRow + <usize>((b & ((1 << bits) - 1)) << 2))
    store<u8>(bOut, entry, 2)
    bRow = rows + ((<usize>(entry & 255)) << rowShift)
    b = advanced(b >>> bits, entry)
    entry = load<u32>(cRow + <usize>((c & ((1 << bits) - 1)) << 2))
    store<u8>(cOut, entry, 2)
    cRow = rows + ((<usize>(entry & 255)) << rowShift)
    c = advanced(c >>> bits, entry)
    entry = load<u32>(dRow + <usize>((d & ((1 << bits) - 1)) << 2))
    store<u8>(dOut, entry, 2)
    dRow = rows + ((<usize>(entry & 255)) << rowShift)
    d = advanced(d >>> bits, entry)
    low = a < LEAST_BY_WORD
    a = select<u32>((a << 16) + <u32>load<u16>(next), a, low)
    next += (<usize>low) << 1
    low = b < LEAST_BY_WORD
    b = select<u32>((b << 16) + <u32>load<u16>(next), b, low)
    next += (<usize>low) << 1
    low = c < LEAST_BY_WORD
    c = select<u32>((c << 16) + <u32>load<u16>(next), c, low)
    next += (<usize>low) << 1
    low = d < LEAST_BY_WORD
    d = select<u32>((d << 16) + <u32>load<u16>(next), d, low)
    next += (<usize>low) << 1
    entry = load<u32>(aRow + <usize>((a & ((1 << bits) - 1)) << 2))
    store<u8>(aOut, entry, 3)
    aRow = rows + ((<usize>(entry & 255)) << rowShift)
    a = advanced(a >>> bits, entry)
    entry = load<u32>(bRow + <usize>((b & ((1 << bits) - 1)) << 2))
    store<u8>(bOut, entry, 3)
    bRow = rows + ((<usize>(entry & 255)) << rowShift)
    b = advanced(b >>> bits, entry)
    entry = load<u32>(cRow + <usize>((c & ((1 << bits) - 1)) << 2))
    store<u8>(cOut, entry, 3)
    cRow = rows + ((<usize>(entry & 255)) << rowShift)
    c = advanced(c >>> bits, entry)
    entry = load<u32>(dRow + <usize>((d & ((1 << bits) - 1)) << 2))
    store<u8>(dOut, entry, 3)
    dRow = rows + ((<usize>(entry & 255)) << rowShift)
    d = advanced(d >>> bits, entry)
    low = a < LEAST_BY_WORD
    a = select<u32>((a << 16) + <u32>load<u16>(next), a, low)
    next += (<usize>low) << 1
    low = b < LEAST_BY_WORD
    b = select<u32>((b << 16) + <u32>load<u16>(next), b, low)
    next += (<usize>low) << 1
    low = c < LEAST_BY_WORD
    c = select<u32>((c << 16) + <u32>load<u16>(next), c, low)
    next += (<usize>low) << 1
    low = d < LEAST_BY_WORD
    d = select<u32>((d << 16) + <u32>load<u16>(next), d, low)
    next += (<usize>low) << 1
    aOut += 4
    bOut += 4
    cOut += 4
    dOut += 4
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
