// The symbols of a table in the order of their codes, and the pairs of a literal and the symbol behind it.
// Pairs are few, since both codes have to fit the table: 740 on BAM of a table of 4,096.

import { FIRST_OF_PAIR, secondOfPair } from './entry'

/** Per sorted symbol: u32 entry alone, u32 entry as the second of a pair. */
const ENTRIES: usize = memory.data(8 * 288, 16)
/** Per sorted symbol: u16 byte offset of its code in the table. */
const SLOTS: usize = memory.data(2 * 288, 16)
/** Per code length: u16 index of its first symbol, and of its first that is no literal; one more at the end. */
const STARTS: usize = memory.data(4 * 17, 16)

/** Notes the symbol whose code is the `index`th. */
export function noteSymbol(index: usize, slot: usize, entry: u32): void {
  store<u32>(index << 3, entry, ENTRIES)
  store<u32>(index << 3, secondOfPair(entry), ENTRIES + 4)
  store<u16>(index << 1, <u16>slot, SLOTS)
}

/** Notes where the literals of a code length begin. */
export function noteStart(length: u32, index: usize): void {
  store<u16>(length << 2, <u16>index, STARTS)
}

/** Notes where the literals of a code length end and the others begin. */
export function noteLiteralEnd(length: u32, index: usize): void {
  store<u16>(length << 2, <u16>index, STARTS + 2)
}

/** Enters the pairs of a literal and any symbol whose codes have `length` bits together. */
export function enterPairs(table: usize, length: u32): void {
  for (let firstLength: u32 = 1; firstLength < length; firstLength++) {
    const secondLength = length - firstLength
    const secondStart = <usize>load<u16>(secondLength << 2, STARTS)
    const secondEnd = <usize>load<u16>(secondLength << 2, STARTS + 4)
    if (secondStart == secondEnd) continue
    const end = <usize>load<u16>(firstLength << 2, STARTS + 2)
    for (let first = <usize>load<u16>(firstLength << 2, STARTS); first < end; first++) {
      const entry = load<u32>(first << 3, ENTRIES) & FIRST_OF_PAIR
      const slot = table + load<u16>(first << 1, SLOTS)
      for (let second = secondStart; second < secondEnd; second++) {
        const at = slot + ((<usize>load<u16>(second << 1, SLOTS)) << firstLength)
        store<u32>(at, load<u32>(second << 3, ENTRIES + 4) + entry)
      }
    }
  }
}
