// Bit packing (CRAMcodecs section 3.5, 2025-03): data of up to 16 distinct symbols, 2, 4 or 8 of them in a byte, or none at all.
// Shared by rANS Nx16 and the adaptive arithmetic coder. It knows neither.
//
// A nibble of the packed data holds 1, 2 or 4 symbols. One table of sixteen bytes per place in the nibble says which, and a swizzle
// looks up sixteen nibbles at once.
import { overran, takeByte } from '../byte-reader'

const MOST_SYMBOLS: u32 = 16

/** P of the specification: the symbol of each packed value. */
const SYMBOLS: usize = memory.data(16, 16)
/** Per place of a symbol in a nibble: the symbol there for each value of the nibble. */
const PLACES: usize = memory.data(64, 16)

/**
 * Reads the number of symbols and their values from the byte reader, and keeps the latter for `unpack`. Returns the number,
 * 0 when it is none of 1 to 16. The packed length, which follows in the stream, is the caller's.
 */
export function readPackedSymbols(): u32 {
  const count = takeByte()
  if (count > MOST_SYMBOLS) return 0
  memory.fill(SYMBOLS, 0, MOST_SYMBOLS)
  for (let i: u32 = 0; i < count; i++) store<u8>(SYMBOLS + i, <u8>takeByte())
  return overran() ? 0 : count
}

/** Bytes that hold `size` symbols of so many distinct ones. */
export function packedBytes(size: usize, symbols: u32): usize {
  return symbols == 1 ? 0 : (size >> packedShift(symbols)) + <usize>((size & ((1 << packedShift(symbols)) - 1)) != 0)
}

/**
 * Unpacks `packedBytes` bytes at src to [dst, dstEnd). Reads up to 16 bytes behind them and writes up to 128 behind dstEnd.
 * src and dst do not overlap.
 */
export function unpack(src: usize, dst: usize, dstEnd: usize, symbols: u32): void {
  if (symbols == 1) return memory.fill(dst, load<u8>(SYMBOLS), dstEnd - dst)
  const shift = packedShift(symbols)
  fillPlaces(shift)
  if (shift == 1) unpackNibbles(src, dst, dstEnd)
  else if (shift == 2) unpackPairs(src, dst, dstEnd)
  else unpackQuads(src, dst, dstEnd)
}

/** log2 of the symbols in a byte. */
function packedShift(symbols: u32): u32 {
  return symbols <= 2 ? 3 : symbols <= 4 ? 2 : 1
}

function fillPlaces(shift: u32): void {
  const width: u32 = 8 >> shift
  const mask = (1 << width) - 1
  for (let nibble: u32 = 0; nibble < 16; nibble++) {
    for (let place: u32 = 0; place << 1 < 1 << shift; place++) {
      store<u8>(PLACES + (place << 4) + nibble, load<u8>(SYMBOLS + ((nibble >> (place * width)) & mask)))
    }
  }
}

function unpackNibbles(src: usize, dst: usize, dstEnd: usize): void {
  const symbols = v128.load(PLACES)
  for (let out = dst; out < dstEnd; out += 32, src += 16) {
    const packed = v128.load(src)
    zip8(out, i8x16.swizzle(symbols, low(packed)), i8x16.swizzle(symbols, high(packed)))
  }
}

function unpackPairs(src: usize, dst: usize, dstEnd: usize): void {
  for (let out = dst; out < dstEnd; out += 64, src += 16) {
    const packed = v128.load(src)
    zip16(out, firstPairs(0, low(packed)), firstPairs(0, high(packed)))
    zip16(out + 32, lastPairs(0, low(packed)), lastPairs(0, high(packed)))
  }
}

function unpackQuads(src: usize, dst: usize, dstEnd: usize): void {
  for (let out = dst; out < dstEnd; out += 128, src += 16) {
    const packed = v128.load(src)
    zip32(
      out,
      firstQuads(firstPairs(0, low(packed)), firstPairs(32, low(packed))),
      firstQuads(firstPairs(0, high(packed)), firstPairs(32, high(packed))),
    )
    zip32(
      out + 32,
      lastQuads(firstPairs(0, low(packed)), firstPairs(32, low(packed))),
      lastQuads(firstPairs(0, high(packed)), firstPairs(32, high(packed))),
    )
    zip32(
      out + 64,
      firstQuads(lastPairs(0, low(packed)), lastPairs(32, low(packed))),
      firstQuads(lastPairs(0, high(packed)), lastPairs(32, high(packed))),
    )
    zip32(
      out + 96,
      lastQuads(lastPairs(0, low(packed)), lastPairs(32, low(packed))),
      lastQuads(lastPairs(0, high(packed)), lastPairs(32, high(packed))),
    )
  }
}

function low(packed: v128): v128 {
  return v128.and(packed, i8x16.splat(15))
}

function high(packed: v128): v128 {
  return v128.and(i16x8.shr_u(packed, 4), i8x16.splat(15))
}

/** The symbols at the places `place / 16` and the next of the first eight nibbles, pair by pair. */
function firstPairs(place: usize, nibbles: v128): v128 {
  const a = i8x16.swizzle(v128.load(PLACES + place), nibbles)
  const b = i8x16.swizzle(v128.load(PLACES + place + 16), nibbles)
  return i8x16.shuffle(a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23)
}

/** Those of the last eight nibbles. */
function lastPairs(place: usize, nibbles: v128): v128 {
  const a = i8x16.swizzle(v128.load(PLACES + place), nibbles)
  const b = i8x16.swizzle(v128.load(PLACES + place + 16), nibbles)
  return i8x16.shuffle(a, b, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31)
}

function firstQuads(a: v128, b: v128): v128 {
  return i16x8.shuffle(a, b, 0, 8, 1, 9, 2, 10, 3, 11)
}

function lastQuads(a: v128, b: v128): v128 {
  return i16x8.shuffle(a, b, 4, 12, 5, 13, 6, 14, 7, 15)
}

/** Stores the bytes of a and b in turn. */
function zip8(out: usize, a: v128, b: v128): void {
  v128.store(out, i8x16.shuffle(a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23))
  v128.store(out, i8x16.shuffle(a, b, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31), 16)
}

function zip16(out: usize, a: v128, b: v128): void {
  v128.store(out, firstQuads(a, b))
  v128.store(out, lastQuads(a, b), 16)
}

function zip32(out: usize, a: v128, b: v128): void {
  v128.store(out, i32x4.shuffle(a, b, 0, 4, 1, 5))
  v128.store(out, i32x4.shuffle(a, b, 2, 6, 3, 7), 16)
}
