// Numbers written in bits of the core block: BETA, SUBEXP, GOLOMB and GOLOMB_RICE, GAMMA (CRAMv3 sections 13.5 to 13.9, 2024-09).
import { countBits, readBit, readBits } from './core-bits'
import { failInSlice } from './fault'
import { readSymbol } from './huffman'
import { BETA, GAMMA, GOLOMB, HUFFMAN, OFFSET, PARAMETER, SUBEXP, TABLE } from './series'

/** A quotient in unary that is longer than any number needs. */
const QUOTIENT_MAX: u32 = 1 << 20

/** The next number of a slot of this kind. */
export function readCoded(slot: usize, kind: u32): i32 {
  if (kind == HUFFMAN) return readSymbol(<usize>load<u32>(slot, TABLE))
  const offset = load<i32>(slot, OFFSET)
  const parameter = load<u32>(slot, PARAMETER)
  if (kind == BETA) return <i32>readBits(parameter) - offset
  if (kind == SUBEXP) return readSubexponential(parameter) - offset
  if (kind == GAMMA) return readGamma() - offset
  if (kind == GOLOMB) return readGolomb(parameter) - offset
  failInSlice()
  return 0
}

function readSubexponential(k: u32): i32 {
  const ones = countBits(1)
  if (ones == 0) return <i32>readBits(k)
  const bits = ones + k - 1
  if (bits > 31) failInSlice()
  return bits > 31 ? 0 : <i32>(((<u32>1) << bits) + readBits(bits))
}

function readGamma(): i32 {
  const zeros = countBits(0)
  if (zeros > 31) failInSlice()
  return zeros > 31 ? 0 : <i32>(((<u32>1) << zeros) + readBits(zeros))
}

/** M a power of two is GOLOMB_RICE. */
function readGolomb(m: u32): i32 {
  let quotient: u32 = 0
  while (readBit() == 1) {
    if (++quotient > QUOTIENT_MAX) failInSlice()
    if (quotient > QUOTIENT_MAX) return 0
  }
  const bits = 32 - clz(m - 1)
  if (m == 1) return <i32>quotient
  const short = ((<u32>1) << bits) - m
  let rest = readBits(bits - 1)
  if (rest >= short) rest = 2 * rest + readBit() - short
  return <i32>(quotient * m + rest)
}
