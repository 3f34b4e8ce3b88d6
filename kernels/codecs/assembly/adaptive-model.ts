// Adaptive models (CRAMcodecs section 4.1, Adaptive Modelling; hts-specs, 2025-04): how often each symbol was met, the
// frequent ones first. Not the range coder, which is told of shares only.
//
// A model is addressed by its frequencies, u16 in groups of eight, on a multiple of 16; unused ones at the end are 0. Before
// them lie their total (u16), and before that the symbols (u8), the first one last: all that a frequent symbol needs is in
// one cache line.

import { narrowRange, shareOf } from './range-coder'

/** Added to the frequency of a symbol that was met. */
export const STEP: u32 = 16
/** Frequencies are halved when their total is greater. */
export const MAX_TOTAL: u32 = (1 << 16) - 17
/** From the frequencies back to their total, and to the symbol of the first. */
export const TOTAL_BACK: usize = 2
export const SYMBOLS_BACK: usize = 3

/** Bytes from one model of so many symbols (1 to 256) to the next, a multiple of 16. */
export function modelBytes(symbols: u32): u32 {
  return frequenciesOffset(symbols) + (((symbols + 7) >> 3) << 4)
}

/** Bytes from the beginning of a model to its frequencies, its address. */
export function frequenciesOffset(symbols: u32): u32 {
  return (((symbols + 7) & ~7) + <u32>TOTAL_BACK + 15) & ~15
}

/** Makes `count` new models in [first, first + count * modelBytes(symbols)), first on a multiple of 16. Returns the address of the first. */
export function createModels(first: usize, count: u32, symbols: u32): usize {
  const bytes = modelBytes(symbols)
  const model = first + frequenciesOffset(symbols)
  memory.fill(first, 0, bytes)
  for (let x: u32 = 0; x < symbols; x++) {
    store<u16>(model + (x << 1), 1)
    store<u8>(model - SYMBOLS_BACK - x, x)
  }
  store<u16>(model - TOTAL_BACK, symbols)
  repeat(first, bytes, <usize>bytes * count)
  return model
}

/** The next symbol, which the model learns; -1 when the stream is malformed. Reads two bytes of the stream at most. */
export function decodeSymbol(model: usize): i32 {
  const total = <u32>load<u16>(model - TOTAL_BACK)
  const share = shareOf(total)
  if (share >= total) return -1
  let cell = model
  let low: u32 = 0
  let frequency = <u32>load<u16>(cell)
  while (low + frequency <= share) {
    low += frequency
    cell += 2
    frequency = load<u16>(cell)
  }
  narrowRange(low, frequency)
  return learn(model, cell, frequency)
}

/** Counts the symbol at `cell` once more. Returns it. */
function learn(model: usize, cell: usize, frequency: u32): u32 {
  const total = <u32>load<u16>(model - TOTAL_BACK) + STEP
  store<u16>(cell, frequency + STEP)
  store<u16>(model - TOTAL_BACK, total)
  if (total > MAX_TOTAL) halveFrequencies(model)
  const symbolAt = model - SYMBOLS_BACK - ((cell - model) >> 1)
  const symbol = <u32>load<u8>(symbolAt)
  // Before the first frequency lies the total, which is never smaller.
  if (load<u16>(cell) > load<u16>(cell - 2)) swapWithPrevious(cell, symbolAt)
  return symbol
}

/** Moves a symbol and its frequency one place to the front. */
export function swapWithPrevious(cell: usize, symbolAt: usize): void {
  store<u32>(cell - 2, rotl<u32>(load<u32>(cell - 2), 16))
  store<u16>(symbolAt, rotl<u16>(load<u16>(symbolAt), 8))
}

/** Halves all frequencies, and none to zero. */
export function halveFrequencies(model: usize): void {
  let left = <u32>load<u16>(model - TOTAL_BACK)
  let total: u32 = 0
  for (let cell = model; left > 0; cell += 2) {
    const frequency = <u32>load<u16>(cell)
    const half = frequency - (frequency >> 1)
    store<u16>(cell, half)
    left -= frequency
    total += half
  }
  store<u16>(model - TOTAL_BACK, total)
}

/** Repeats the first `length` bytes behind themselves until `end` bytes are filled. */
function repeat(first: usize, length: usize, end: usize): void {
  for (let done = length; done < end; done <<= 1) memory.copy(first + done, first, min(done, end - done))
}
