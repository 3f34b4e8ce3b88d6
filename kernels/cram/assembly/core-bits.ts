// The core block as a stream of bits, most significant first (CRAMv3 section 2.2, 2024-09).
import { failInSlice } from './fault'

let at: usize = 0
let end: usize = 0
/** Bits of the byte at `at` that were taken. */
let taken: u32 = 0

export function openBits(from: usize, to: usize): void {
  at = from
  end = to
  taken = 0
}

export function readBit(): u32 {
  if (at >= end) {
    failInSlice()
    return 0
  }
  const bit = ((<u32>load<u8>(at)) >> (7 - taken)) & 1
  taken++
  at += taken >> 3
  taken &= 7
  return bit
}

/** Up to 32 bits as a number. */
export function readBits(count: u32): u32 {
  let value: u32 = 0
  for (let i: u32 = 0; i < count; i++) value = (value << 1) | readBit()
  return value
}

/** The number of bits equal to `bit` before one that is not, which is taken too; 32 at most. */
export function countBits(bit: u32): u32 {
  let count: u32 = 0
  while (readBit() == bit) {
    count++
    if (count > 32 || at >= end) {
      failInSlice()
      return 0
    }
  }
  return count
}
