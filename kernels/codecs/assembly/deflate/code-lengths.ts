// The code lengths of a block with dynamic codes (RFC 1951 section 3.2.7, 1996-05), and those of the fixed codes.

import { filledBits, filledBytes, FILLED, readerLimit, savedBits, savedHeld, savedNext, saveState, takeBits } from './bit-reader'
import { buildTable, describeTable, isComplete } from './decode-table'
import { literalEntry, matchEntry, MATCH } from './entry'
import { buildLiteralTable, LITERAL_SYMBOLS } from './literal-table'
import { buildOffsetTable, OFFSET_SYMBOLS } from './offset-table'

/** Bits looked up at once: the longest code of a code length. Two short ones still share an entry; 9 bits are no faster. */
const WIDTH: u32 = 7
const MASK: u32 = ((1 << WIDTH) - 1) << 2
const MAX_LITERAL_SYMBOLS: u32 = 286
const MAX_OFFSET_SYMBOLS: u32 = 30
const END_OF_BLOCK: usize = 256

/** Symbols 0 to 15 are code lengths; 16 repeats the last one, 17 and 18 repeat zero. */
const LENGTH_SYMBOLS: u32 = 16
const REPEAT_SYMBOLS: u32 = 3

/** u8 code lengths. A repeat may reach 137 beyond the last, and is stored 16 at a time. */
const CODE_LENGTHS: usize = memory.data(320 + 160, 64)
/** u8 lengths of the codes of code lengths, then what maskOf may read. */
const CODE_LENGTH_LENGTHS: usize = memory.data(19 + 64, 16)
/** The order in which they stand in the stream. */
const ORDER: usize = memory.data<u8>([16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15])
const TABLE: usize = memory.data(4 << 7, 16)
const SYMBOL_ENTRIES: usize = memory.data(4 * 19, 16)
/** Per repeat symbol: u8 extra bits less two, u8 mask of the extra bits, u16 fewest repeats. */
const REPEATS: usize = memory.data(4 * 3, 16)

fillSymbols()

/** Builds both tables of the fixed codes (RFC 1951 section 3.2.6). */
export function buildFixedTables(): void {
  memory.fill(CODE_LENGTHS, 8, 144)
  memory.fill(CODE_LENGTHS + 144, 9, 112)
  memory.fill(CODE_LENGTHS + 256, 7, 24)
  memory.fill(CODE_LENGTHS + 280, 8, 8)
  memory.fill(CODE_LENGTHS + 288, 5, 32)
  buildLiteralTable(CODE_LENGTHS, LITERAL_SYMBOLS)
  buildOffsetTable(CODE_LENGTHS + 288, OFFSET_SYMBOLS)
}

/** Reads the header of a dynamic block and builds both tables. Returns false when it is malformed. */
export function buildDynamicTables(): bool {
  const literals = takeBits(5) + 257
  const offsets = takeBits(5) + 1
  const codeLengths = takeBits(4) + 4
  if (literals > MAX_LITERAL_SYMBOLS || offsets > MAX_OFFSET_SYMBOLS) return false
  if (!buildCodeLengthTable(codeLengths) || !readCodeLengths(literals + offsets)) return false
  if (load<u8>(CODE_LENGTHS + END_OF_BLOCK) == 0) return false
  return buildLiteralTable(CODE_LENGTHS, literals) && buildOffsetTable(CODE_LENGTHS + literals, offsets)
}

/** Reads the lengths of the codes of code lengths, which have to be a complete code, and builds its table. */
function buildCodeLengthTable(count: u32): bool {
  memory.fill(CODE_LENGTH_LENGTHS, 0, LENGTH_SYMBOLS + REPEAT_SYMBOLS)
  for (let index: u32 = 0; index < count; index++) {
    store<u8>(CODE_LENGTH_LENGTHS + load<u8>(ORDER + index), <u8>takeBits(3))
  }
  describeTable(TABLE, WIDTH, SYMBOL_ENTRIES, 1)
  return buildTable(CODE_LENGTH_LENGTHS, LENGTH_SYMBOLS, REPEAT_SYMBOLS) >= 0 && isComplete()
}

/**
 * Reads `count` code lengths, up to two a look-up. Returns false when a repeat has nothing to repeat or passes the last
 * length, or when the stream ends. State: `bits`, `held` and `next` as in bit-reader.ts, `whole` and `entry` the last
 * look-up, `at` the next length.
 */
function readCodeLengths(count: u32): bool {
  const end = CODE_LENGTHS + count
  const limit = readerLimit()
  let at = CODE_LENGTHS
  let bits = savedBits()
  let held = savedHeld()
  let next = savedNext()
  let whole: u64 = 0
  let entry: u64 = 0
  do {
    if (next > limit) return false
    whole = filledBits(bits, held, next)
    next += filledBytes(held)
    held |= FILLED
    entry = <u64>load<u32>(<usize>((<u32>whole) & MASK), TABLE)
    bits = whole >> entry
    held -= entry
    store<u16>(at, <u16>(entry >> 8))
    at += <usize>(((<u32>entry) >> 6) & 3)
    if (!((<u32>entry) & MATCH) || at == end) continue
    at = repeatLength(at, end, whole, entry)
    if (at == 0) return false
    entry = 0
  } while (at < end)
  if (at > end || (<u32>entry) & MATCH) {
    // The last length shared its entry with a symbol that is already data.
    const lastBits = <u64>load<u8>(CODE_LENGTH_LENGTHS + <usize>(((<u32>entry) >> 8) & 15))
    bits = whole >> lastBits
    held += entry - lastBits
  }
  saveState(bits, held, next)
  return true
}

/** Stores a run of code lengths. Returns its end, or 0 when there is nothing to repeat or the run passes `end`. */
function repeatLength(at: usize, end: usize, bits: u64, entry: u64): usize {
  const slot = <usize>(((<u32>entry) >> 22) & 124)
  const extra = (<u32>(bits >> (entry - <u64>load<u8>(slot, REPEATS)))) & load<u8>(slot, REPEATS + 1)
  const runEnd = at + load<u16>(slot, REPEATS + 2) + extra
  const repeatsPrevious = slot == 0
  if (runEnd > end || (repeatsPrevious && at == CODE_LENGTHS)) return 0
  const run = i8x16.splat(repeatsPrevious ? <i8>load<u8>(at - 1) : 0)
  for (let to = at; to < runEnd; to += 16) v128.store(to, run)
  return runEnd
}

function fillSymbols(): void {
  for (let symbol: u32 = 0; symbol < LENGTH_SYMBOLS; symbol++) {
    store<u32>((<usize>symbol) << 2, literalEntry(symbol), SYMBOL_ENTRIES)
  }
  enterRepeat(0, 2, 3)
  enterRepeat(1, 3, 3)
  enterRepeat(2, 7, 11)
}

function enterRepeat(repeatCode: u32, extraBits: u32, fewest: u32): void {
  const slot = (<usize>repeatCode) << 2
  store<u8>(slot, <u8>(extraBits - 2), REPEATS)
  store<u8>(slot, <u8>(((<u32>1) << extraBits) - 1), REPEATS + 1)
  store<u16>(slot, <u16>fewest, REPEATS + 2)
  store<u32>((<usize>(LENGTH_SYMBOLS + repeatCode)) << 2, matchEntry(repeatCode, extraBits), SYMBOL_ENTRIES)
}
