// Canonical Huffman codes from code lengths (RFC 1951 section 3.2.2, 1996-05): sorting and checking.
// Not the decode tables: literal-table.ts, offset-table.ts and code-length-table.ts each fill their own.

/** Longest code (RFC 1951 section 3.2.7). */
export const MAX_CODE_LENGTH: u32 = 15

/** u16 per code length: how many symbols have it. */
const COUNTS: usize = memory.data(32, 16)
/** u16 per code length and one more: index into SORTED of its first symbol. */
const STARTS: usize = memory.data(34, 2)
/** u16 symbols by code length, then by value: the order of their codes. */
const SORTED: usize = memory.data(2 * 320, 16)
/** u16 per code length: where the next symbol of that length goes in SORTED. */
const NEXT: usize = memory.data(32, 2)
/** The bits of each byte in reverse. */
const REVERSED: usize = memory.data(256)

fillReversed()

export function countOfLength(length: u32): u32 {
  return load<u16>(<usize>length << 1, COUNTS)
}

export function startOfLength(length: u32): u32 {
  return load<u16>(<usize>length << 1, STARTS)
}

export function sortedSymbol(index: u32): u32 {
  return load<u16>(<usize>index << 1, SORTED)
}

/** A code left-justified in 16 bits, as it stands in the stream: its first bit lowest. */
export function streamOrder(code: u32): u32 {
  return (<u32>load<u8>(<usize>(code & 255), REVERSED) << 8) | load<u8>(<usize>(code >> 8), REVERSED)
}

/** The distance from one code of `length` bits to the next, both left-justified in 16 bits. */
export function codeStep(length: u32): u32 {
  return 1 << (16 - length)
}

/**
 * Sorts the symbols whose u8 code lengths stand at `lengths`. Returns the longest length, or -1 when the lengths are no
 * prefix code: over-subscribed, or incomplete with a code longer than one bit (the rule of zlib 1.2.13, inftrees.c).
 */
export function sortSymbols(lengths: usize, symbolCount: u32): i32 {
  countLengths(lengths, symbolCount)
  const longest = placeLengths()
  for (let symbol: u32 = 0; symbol < symbolCount; symbol++) {
    const slot = <usize>load<u8>(lengths + symbol) << 1
    const index = <usize>load<u16>(slot, NEXT)
    store<u16>(slot, <u16>(index + 1), NEXT)
    store<u16>(index << 1, <u16>symbol, SORTED)
  }
  return longest
}

function countLengths(lengths: usize, symbolCount: u32): void {
  memory.fill(COUNTS, 0, 32)
  for (let symbol: u32 = 0; symbol < symbolCount; symbol++) {
    const slot = <usize>load<u8>(lengths + symbol) << 1
    store<u16>(slot, <u16>(load<u16>(slot, COUNTS) + 1), COUNTS)
  }
}

/** Sets STARTS and NEXT from COUNTS; symbols without a code are sorted behind the others. */
function placeLengths(): i32 {
  let longest: u32 = 0
  let start: u32 = 0
  let space: u32 = 0
  for (let length: u32 = 1; length <= MAX_CODE_LENGTH; length++) {
    const count = countOfLength(length)
    store<u16>(<usize>length << 1, <u16>start, STARTS)
    store<u16>(<usize>length << 1, <u16>start, NEXT)
    start += count
    space += count * codeStep(length)
    if (count > 0) longest = length
  }
  store<u16>(32, <u16>start, STARTS)
  store<u16>(0, <u16>start, NEXT)
  const whole = space == 1 << 16
  return whole || (space < 1 << 16 && longest <= 1) ? <i32>longest : -1
}

function fillReversed(): void {
  for (let byte: u32 = 0; byte < 256; byte++) {
    const pairs = ((byte & 0x55) << 1) | ((byte >> 1) & 0x55)
    const quads = ((pairs & 0x33) << 2) | ((pairs >> 2) & 0x33)
    store<u8>(<usize>byte, <u8>((quads << 4) | (quads >> 4)), REVERSED)
  }
}
