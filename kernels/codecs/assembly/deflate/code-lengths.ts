// The code lengths of a block with dynamic codes (RFC 1951 section 3.2.7, 1996-05), and those of the fixed codes.

import { filledBits, filledBytes, saveState, savedBits, savedHeld, savedNext, takeBits } from './bit-reader'
import { countOfLength, sortSymbols } from './canonical-code'
import { fillTable } from './decode-table'
import { buildLiteralTable, LITERAL_SYMBOLS } from './literal-table'
import { buildOffsetTable, OFFSET_SYMBOLS } from './offset-table'

/** The longest code of a code length. */
const WIDTH: u32 = 7
const MASK: u64 = ((1 << WIDTH) - 1) << 2
const MAX_LITERAL_SYMBOLS: u32 = 286
const MAX_OFFSET_SYMBOLS: u32 = 30
const CODE_LENGTH_SYMBOLS: u32 = 19
const END_OF_BLOCK: usize = 256

/** Symbols that repeat: the previous length 3-6 times, zero 3-10 times, zero 11-138 times. */
const REPEAT_PREVIOUS: u32 = 16
const REPEAT_ZERO: u32 = 17

/** u8 code lengths; a run may reach 137 beyond the last, and stores 16 at a time. */
const LENGTHS: usize = memory.data(320 + 160, 16)
const CODE_LENGTH_LENGTHS: usize = memory.data(20, 4)
const ORDER: usize = memory.data<u8>([16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15])
/** u32 entries: code length in the low bits, symbol from bit 8 on. */
const TABLE: usize = memory.data(4 << 7, 16)
const SYMBOL_ENTRIES: usize = memory.data(4 * 20, 16)

fillSymbols()

/** Builds both tables of the fixed codes (RFC 1951 section 3.2.6). */
export function buildFixedTables(): void {
  memory.fill(LENGTHS, 8, 144)
  memory.fill(LENGTHS + 144, 9, 112)
  memory.fill(LENGTHS + 256, 7, 24)
  memory.fill(LENGTHS + 280, 8, 8)
  memory.fill(LENGTHS + 288, 5, 32)
  buildLiteralTable(LENGTHS, LITERAL_SYMBOLS)
  buildOffsetTable(LENGTHS + 288, OFFSET_SYMBOLS)
}

/** Reads the header of a dynamic block and builds both tables. Returns false when it is malformed. */
export function buildDynamicTables(): bool {
  const literals = takeBits(5) + 257
  const offsets = takeBits(5) + 1
  const codeLengths = takeBits(4) + 4
  if (literals > MAX_LITERAL_SYMBOLS || offsets > MAX_OFFSET_SYMBOLS) return false
  if (!readCodeLengthCode(codeLengths)) return false
  if (!readCodeLengths(literals + offsets)) return false
  if (load<u8>(LENGTHS + END_OF_BLOCK) == 0) return false
  return buildLiteralTable(LENGTHS, literals) && buildOffsetTable(LENGTHS + literals, offsets)
}

function readCodeLengthCode(count: u32): bool {
  memory.fill(CODE_LENGTH_LENGTHS, 0, CODE_LENGTH_SYMBOLS)
  for (let index: u32 = 0; index < count; index++) {
    store<u8>(CODE_LENGTH_LENGTHS + load<u8>(ORDER + index), <u8>takeBits(3))
  }
  const longest = sortSymbols(CODE_LENGTH_LENGTHS, CODE_LENGTH_SYMBOLS)
  if (longest < 1 || (longest == 1 && countOfLength(1) < 2)) return false
  fillTable(TABLE, WIDTH, longest, SYMBOL_ENTRIES, 1)
  return true
}

/** Reads `count` code lengths. Returns false when a repeat has nothing to repeat or passes the last. */
function readCodeLengths(count: u32): bool {
  let bits = savedBits()
  let held = savedHeld()
  let next = savedNext()
  let at: u32 = 0
  while (at < count) {
    bits = filledBits(bits, held, next)
    next += filledBytes(held)
    held |= 56
    const entry = <u64>load<u32>(<usize>(bits & MASK), TABLE)
    const symbol = <u32>entry >> 8
    bits >>= entry & 63
    held -= entry & 63
    if (symbol < REPEAT_PREVIOUS) {
      store<u8>(LENGTHS + at, <u8>symbol)
      at++
      continue
    }
    const extra: u64 = symbol == REPEAT_PREVIOUS ? 2 : symbol == REPEAT_ZERO ? 3 : 7
    const run = (<u32>(bits >> 2) & ((1 << <u32>extra) - 1)) + (symbol > REPEAT_ZERO ? 11 : 3)
    bits >>= extra
    held -= extra
    if (symbol == REPEAT_PREVIOUS && at == 0) return false
    memory.fill(LENGTHS + at, symbol == REPEAT_PREVIOUS ? load<u8>(LENGTHS + at - 1) : 0, run)
    at += run
  }
  saveState(bits, held, next)
  return at == count
}

function fillSymbols(): void {
  for (let symbol: u32 = 0; symbol < CODE_LENGTH_SYMBOLS; symbol++) {
    store<u32>(SYMBOL_ENTRIES + (<usize>symbol << 2), symbol << 8)
  }
}
