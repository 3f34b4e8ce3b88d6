// The range encoder and the adaptive models, as the specification's pseudocode has them (CRAMcodecs section 4; hts-specs, 2025-04).

export interface RangeEncoder {
  encode(low: number, frequency: number, total: number): void
  /** Flushes, and returns all bytes. */
  finish(): number[]
}

const TOP = 2 ** 24
const WORD = 2 ** 32

export function startRangeEncoder(): RangeEncoder {
  const bytes: number[] = []
  let [low, range, pending, carry, cache] = [0, WORD - 1, 0, 0, 0]

  function shiftLow(): void {
    if (low < 0xff00_0000 || carry > 0) {
      bytes.push((cache + carry) & 255)
      for (; pending > 0; pending--) bytes.push((carry - 1) & 255)
      cache = low >>> 24
      carry = 0
    } else pending++
    low = (low << 8) >>> 0
  }

  return {
    encode(symbolLow, frequency, total) {
      range = Math.floor(range / total)
      const next = low + symbolLow * range
      if (next >= WORD) carry = 1
      low = next % WORD
      for (range *= frequency; range < TOP; range *= 256) shiftLow()
    },
    finish() {
      for (let i = 0; i < 5; i++) shiftLow()
      return bytes
    },
  }
}

/** Encodes a symbol, and learns it. */
export type Model = (coder: RangeEncoder, symbol: number) => void

export function createModel(symbols: number): Model {
  const entries = Array.from({ length: symbols }, (_, symbol) => ({ symbol, frequency: 1 }))
  let total = symbols
  return (coder, symbol) => {
    const x = entries.findIndex((entry) => entry.symbol === symbol)
    const entry = entries[x]
    if (entry === undefined) throw new RangeError(`symbol ${symbol} of ${symbols}`)
    const low = entries.slice(0, x).reduce((sum, { frequency }) => sum + frequency, 0)
    coder.encode(low, entry.frequency, total)
    entry.frequency += 16
    total += 16
    if (total > 2 ** 16 - 17) total = halve(entries)
    const before = entries[x - 1]
    if (before !== undefined && entry.frequency > before.frequency) entries.splice(x - 1, 2, entry, before)
  }
}

/** Returns the new total. */
function halve(entries: { frequency: number }[]): number {
  for (const entry of entries) entry.frequency -= Math.floor(entry.frequency / 2)
  return entries.reduce((sum, { frequency }) => sum + frequency, 0)
}

/** Seven bits a byte, the highest first (section 1.4). */
export function uint7(value: number): number[] {
  const bytes = [value % 128]
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128)) bytes.unshift(128 + (rest % 128))
  return bytes
}
