// Adaptive models of the arithmetic coder (CRAMcodecs section 4.1 Adaptive Modelling, 2025-03), for a search from the
// front that a branch ends. adaptive-model.ts has those for a search that looks at eight symbols at once.
// Not the coder: the loops of order-0.ts, order-1.ts and runs.ts hold its state in locals.
//
//   model    u32 total of the frequencies | per symbol, the likely first: u16 frequency, u16 symbol
//
// A frequency never leaves its half: the total stays below 2^16.

/** Byte offset of the first symbol. */
export const ENTRIES: usize = 4
/** The range is widened, a byte at a time, while it is below this. */
export const LEAST_RANGE: u32 = 1 << 24
/** Bytes that the coder takes to begin with; the first is always 0 and falls out. */
export const FIRST_BYTES: usize = 5

/** Bytes from one model of `symbols` symbols to the next. */
export function modelBytes(symbols: u32): u32 {
  return <u32>ENTRIES + (symbols << 2)
}

/** Writes `count` models in which each of `symbols` symbols is equally likely. */
export function createModels(at: usize, count: u32, symbols: u32): void {
  const bytes = <usize>modelBytes(symbols)
  store<u32>(at, symbols)
  for (let symbol: u32 = 0; symbol < symbols; symbol++) store<u32>(at + (symbol << 2), (symbol << 16) | 1, ENTRIES)
  for (let i: u32 = 1; i < count; i++) memory.copy(at + <usize>i * bytes, at, bytes)
}

/** Halves the frequencies of the model at `at`, none to zero. Returns their total. */
export function halveFrequencies(at: usize, symbols: u32): u32 {
  let total: u32 = 0
  const end = at + ENTRIES + ((<usize>symbols) << 2)
  for (let entry = at + ENTRIES; entry < end; entry += 4) {
    const frequency = <u32>load<u16>(entry)
    const halved = frequency - (frequency >> 1)
    store<u16>(entry, <u16>halved)
    total += halved
  }
  store<u32>(at, total)
  return total
}

/** The first four bytes that count, highest first. */
export function firstCode(src: usize): u32 {
  return bswap<u32>(load<u32>(src, 1))
}
