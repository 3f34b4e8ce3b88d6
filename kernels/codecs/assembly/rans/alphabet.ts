// Which symbols a frequency table has, in ascending order, as both rANS formats write it (CRAMcodecs sections 2.1 and 3.1, 2025-03):
// two symbols in a row are followed by the number of further ones that are not written; symbol 0 at any place but the first ends the list.
import { failBytes, takeByte } from '../byte-reader'

/** The first symbol of a list. A place in it is the symbol, and above its eight bits how many of the next ones are not written. */
export function firstSymbol(): u32 {
  return takeByte()
}

/** The place behind this one; 0 at the end, and where the list does not ascend, which `overran` tells apart. */
export function nextSymbol(place: u32): u32 {
  const symbol = place & 255
  if (place > 255) {
    if (symbol == 255) return malformed()
    return place - 255
  }
  const written = takeByte()
  if (written == 0) return 0
  if (written <= symbol) return malformed()
  return written == symbol + 1 ? written | (takeByte() << 8) : written
}

function malformed(): u32 {
  failBytes()
  return 0
}
