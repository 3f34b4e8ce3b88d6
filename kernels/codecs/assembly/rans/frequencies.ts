// The frequencies of one table: the symbols that occur and how many of the 2^bits slots each takes, in ascending order of symbols.
// Readers of both formats fill it, slot tables are filled from it.
import { failBytes, takeByte } from '../byte-reader'
import { firstSymbol, nextSymbol } from './alphabet'

/** u8 symbols, u32 frequencies. */
const SYMBOLS: usize = memory.data(256, 16)
const FREQUENCIES: usize = memory.data(1024, 16)
/** u8 per symbol: 1 when any table since `forgetSymbols` gives it a slot. */
const OCCURS: usize = memory.data(256, 16)
/** More than any table adds up to: longer sums need not be told apart. */
const MOST: u32 = 1 << 20

/** How many symbols there are. */
export let symbolCount: u32 = 0
/** What their frequencies add up to. */
export let frequencySum: u32 = 0

export function forgetSymbols(): void {
  memory.fill(OCCURS, 0, 256)
}

/** Whether a decoder may come upon the symbol. */
export function occurs(symbol: u32): bool {
  return load<u8>(symbol, OCCURS) != 0
}

export function clearFrequencies(): void {
  symbolCount = frequencySum = 0
}

export function addFrequency(symbol: u32, frequency: u32): void {
  if (frequency == 0) return
  if (symbolCount > 255 || frequency > MOST || frequencySum > MOST) return failBytes()
  store<u8>(symbolCount, symbol, SYMBOLS)
  store<u32>(symbolCount << 2, frequency, FREQUENCIES)
  store<u8>(symbol, 1, OCCURS)
  symbolCount++
  frequencySum += frequency
}

export function symbolAt(index: u32): u32 {
  return load<u8>(index, SYMBOLS)
}

export function frequencyAt(index: u32): u32 {
  return load<u32>(index << 2, FREQUENCIES)
}

/**
 * Reads pairs of symbols and frequencies (section 2.1). They add up to 4095 or 4096, otherwise the byte reader has overrun.
 * A lone frequency of 0 stands for 4096, as htscodecs 1.3 has it.
 */
export function readPairs(): void {
  clearFrequencies()
  let place = firstSymbol()
  do {
    let frequency = takeByte()
    if (frequency >= 128) frequency = ((frequency & 127) << 8) | takeByte()
    addFrequency(place & 255, frequency == 0 && frequencySum == 0 ? 4096 : frequency)
    place = nextSymbol(place)
  } while (place)
  if (frequencySum != 4095 && frequencySum != 4096) failBytes()
}

/** Scales frequencies that add up to a power of two to 2^bits (section 3.1); the byte reader has overrun when they do not. */
export function normalise(bits: u32): void {
  let shift: u32 = 0
  while (frequencySum << shift < 1 << bits && frequencySum) shift++
  for (let i: u32 = 0; i < symbolCount; i++) store<u32>(i << 2, frequencyAt(i) << shift, FREQUENCIES)
  frequencySum <<= shift
  if (frequencySum != 1 << bits) failBytes()
}
