// Writes DEFLATE streams field by field, under the names of RFC 1951 (1996-05): also such as no compressor writes.

/** Bit fields in the order of the stream: name, width, value. A Huffman code is given first bit first. */
export type Field = readonly [name: string, width: number, value: number]

/** Fields packed first bit lowest (section 3.1.1). */
export function pack(...fields: readonly Field[]): Uint8Array {
  const bits: number[] = []
  for (const field of fields) {
    const width = field === TO_BYTE ? -bits.length & 7 : field[1]
    for (let bit = 0; bit < width; bit++) bits.push((field[2] >> bit) & 1)
  }
  const bytes = new Uint8Array(Math.ceil(bits.length / 8))
  bits.forEach((bit, i) => (bytes[i >> 3]! |= bit << (i & 7)))
  return bytes
}

/** The bits that a stored block leaves unused before its length (section 3.2.4). */
export const TO_BYTE: Field = ['to the byte', 0, 0]

/** A Huffman code of `width` bits: packed starting with its most significant bit. */
export function huffmanCode(name: string, width: number, code: number): Field {
  const reversed = Array.from({ length: width }, (_, bit) => (code >> bit) & 1).reduce((sum, bit) => sum * 2 + bit, 0)
  return [name, width, reversed]
}

/** A literal of the fixed code (section 3.2.6). */
export function fixedLiteral(byte: number): Field {
  return byte < 144 ? huffmanCode('literal', 8, 0x30 + byte) : huffmanCode('literal', 9, 0x190 + byte - 144)
}

export const FIXED_END: Field = ['end of block', 7, 0]

/** A length and a distance of the fixed codes (sections 3.2.5 and 3.2.6). */
export function fixedMatch(length: number, distance: number): Field[] {
  const lengthCode = LENGTHS.findLastIndex(([base]) => base <= length)
  const distanceCode = DISTANCES.findLastIndex(([base]) => base <= distance)
  const [lengthBase, lengthBits] = LENGTHS[lengthCode]!
  const [distanceBase, distanceBits] = DISTANCES[distanceCode]!
  return [
    lengthCode < 23 ? huffmanCode('length', 7, lengthCode + 1) : huffmanCode('length', 8, 0xc0 + lengthCode - 23),
    ['extra length bits', lengthBits, length - lengthBase],
    huffmanCode('distance', 5, distanceCode),
    ['extra distance bits', distanceBits, distance - distanceBase],
  ]
}

export interface DynamicBlock {
  /** Number of distance codes less one. */
  readonly HDIST?: number
  /** In place of the code lengths of literals 0 to 64, which are zero. */
  readonly first?: readonly Field[]
  /** In place of the one distance code, of one bit. */
  readonly distances?: readonly Field[]
}

/**
 * "AAAA" as a literal, a match of length 3 and distance 1, and the end of a block with dynamic codes (section 3.2.7).
 * The code of code lengths is 0 for 1, 10 for 2, 110 for 16 (repeat), 111 for 18 (zeros).
 */
// prettier-ignore
export function dynamicBlock({ HDIST = 0, first = zeroLengths(65), distances = [LENGTH_1] }: DynamicBlock = {}): Field[] {
  const used: Readonly<Record<number, number>> = { 1: 1, 2: 2, 16: 3, 18: 3 }
  const lengths = CODE_LENGTH_ORDER.slice(0, 18).map((symbol): Field => [`length of ${symbol}`, 3, used[symbol] ?? 0])
  return [
    ['BFINAL', 1, 1], ['BTYPE', 2, 2], ['HLIT', 5, 1], ['HDIST', 5, HDIST], ['HCLEN', 4, 14], ...lengths,
    ...first, LENGTH_1, ...zeroLengths(138), ...zeroLengths(52), // to 64, of A, from 66 to 255
    huffmanCode('2 for end of block', 2, 2), huffmanCode('2 for length 3', 2, 2), ...distances,
    huffmanCode('A', 1, 0), huffmanCode('length 3', 2, 3), huffmanCode('distance 1', 1, 0), huffmanCode('end of block', 2, 2),
  ]
}

/** A run of 11 to 138 zeros in `dynamicBlock`. */
export function zeroLengths(count: number): Field[] {
  return [huffmanCode('18', 3, 7), [`${count} zeros`, 7, count - 11]]
}

/** A code length of 1 in `dynamicBlock`. */
export const LENGTH_1: Field = huffmanCode('1', 1, 0)

/** The order in which the code lengths of code lengths stand (section 3.2.7). */
export const CODE_LENGTH_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

/** The table of section 3.2.5: smallest length and number of extra bits. */
// prettier-ignore
const LENGTHS: readonly (readonly [base: number, extraBits: number])[] = [
  [3, 0], [4, 0], [5, 0], [6, 0], [7, 0], [8, 0], [9, 0], [10, 0], [11, 1], [13, 1], [15, 1], [17, 1], [19, 2], [23, 2],
  [27, 2], [31, 2], [35, 3], [43, 3], [51, 3], [59, 3], [67, 4], [83, 4], [99, 4], [115, 4], [131, 5], [163, 5],
  [195, 5], [227, 5], [258, 0],
]

/** The table of section 3.2.5: smallest distance and number of extra bits. */
// prettier-ignore
const DISTANCES: readonly (readonly [base: number, extraBits: number])[] = [
  [1, 0], [2, 0], [3, 0], [4, 0], [5, 1], [7, 1], [9, 2], [13, 2], [17, 3], [25, 3], [33, 4], [49, 4], [65, 5], [97, 5],
  [129, 6], [193, 6], [257, 7], [385, 7], [513, 8], [769, 8], [1025, 9], [1537, 9], [2049, 10], [3073, 10],
  [4097, 11], [6145, 11], [8193, 12], [12289, 12], [16385, 13], [24577, 13],
]
