// Writes bzip2 streams field by field, under the names of J. Tsai, "BZIP2: Format Specification" (2016-09): also such as no
// compressor writes. Sorts by comparing, so it is for some kilobytes.

export interface Bzip2Options {
  /** Of the block size, in 100,000 bytes. */
  readonly level?: number
  /** Bytes of the input for each block. */
  readonly blockBytes?: number
  /** Number of tables; table 0 has the shortest codes, the others lengths in other orders. */
  readonly tables?: number
  /** Code lengths for so many symbols. The default is that of codes of equal length. */
  readonly lengths?: (symbols: number) => number[]
  /** Fields by name that are written otherwise. */
  readonly instead?: Readonly<Record<string, number>>
}

type Field = readonly [name: string, width: number, value: number]

export function bzip2(bytes: Uint8Array, options: Bzip2Options = {}): Uint8Array {
  const { level = 9, blockBytes = 4096 } = options
  const blocks: Uint8Array[] = []
  for (let at = 0; at < bytes.length; at += blockBytes) blocks.push(bytes.subarray(at, at + blockBytes))
  const crcs = blocks.map(bzip2Crc)
  const streamCrc = crcs.reduce((sum, crc) => ((sum << 1) | (sum >>> 31)) ^ crc, 0)
  return pack(options.instead ?? {}, [
    ['magic', 24, 0x425a68],
    ['level', 8, 0x30 + level],
    ...blocks.flatMap((block, i) => blockFields(block, crcs[i]!, options)),
    ['end', 24, 0x177245],
    ['end, second half', 24, 0x385090],
    ['stream CRC', 32, streamCrc],
  ])
}

/** Codes of 1, 2, 3 … bits, of which the longest are 20: those that look-ups do not hold. */
export function steepLengths(symbols: number): number[] {
  const steep = Math.min(symbols - 1, 11)
  const rest = symbols - steep
  const equal = Math.ceil(Math.log2(rest))
  return Array.from({ length: symbols }, (_, symbol) => (symbol < steep ? symbol + 1 : steep + equal))
}

function equalLengths(symbols: number): number[] {
  return Array.from({ length: symbols }, () => Math.ceil(Math.log2(symbols)))
}

function blockFields(block: Uint8Array, crc: number, { tables = 2, lengths = equalLengths }: Bzip2Options): Field[] {
  const { column, origin } = sorted(runLengthEncoded(block))
  const { symbols, used } = movedToFront(column)
  const count = used.length + 2
  const all = Array.from({ length: tables }, (_, table) => rotated(lengths(count), table))
  const selectors = Array.from({ length: Math.ceil(symbols.length / 50) }, (_, group) => (group * 3) % tables)
  return [
    ['block', 24, 0x314159],
    ['block, second half', 24, 0x265359],
    ['block CRC', 32, crc],
    ['randomised', 1, 0],
    ['origin', 24, origin],
    ...usedFields(used),
    ['tables', 3, tables],
    ['selectors', 15, selectors.length],
    ...selectorFields(selectors, tables),
    ...all.flatMap(lengthFields),
    ...symbols.map((symbol, i): Field => ['symbol', ...canonicalCode(all[selectors[Math.floor(i / 50)]!]!, symbol)]),
  ]
}

/** Section 2.2.1.1: four equal bytes are followed by how often they are repeated. */
function runLengthEncoded(bytes: Uint8Array): number[] {
  const encoded: number[] = []
  for (let at = 0; at < bytes.length;) {
    let run = 1
    while (run < 259 && bytes[at + run] === bytes[at]) run++
    encoded.push(...bytes.subarray(at, at + Math.min(run, 4)))
    if (run >= 4) encoded.push(run - 4)
    at += run
  }
  return encoded
}

/** Section 2.2.1.2: the last column of the sorted rotations, and which row is the block. */
function sorted(bytes: readonly number[]): { column: number[]; origin: number } {
  const twice = Buffer.from([...bytes, ...bytes])
  const size = bytes.length
  const rows = bytes.map((_, row) => row)
  rows.sort((a, b) => twice.compare(twice, b, b + size, a, a + size) || a - b)
  return { column: rows.map((row) => twice[row + size - 1]!), origin: rows.indexOf(0) }
}

/** Sections 2.2.1.3 and 2.2.1.4: places in the list of bytes, runs of the first place in base two, the end of the block. */
function movedToFront(column: readonly number[]): { symbols: number[]; used: number[] } {
  const used = [...new Set(column)].sort((a, b) => a - b)
  const list = [...used]
  const symbols: number[] = []
  let run = 0
  const endRun = (): void => {
    for (; run > 0; run = (run - 1) >> 1) symbols.push((run - 1) & 1)
  }
  for (const byte of column) {
    const place = list.indexOf(byte)
    list.unshift(...list.splice(place, 1))
    if (place === 0) {
      run++
      continue
    }
    endRun()
    symbols.push(place + 1)
  }
  endRun()
  return { symbols: [...symbols, used.length + 1], used }
}

function usedFields(used: readonly number[]): Field[] {
  const sixteens = Array.from({ length: 16 }, (_, i) => used.filter((byte) => byte >> 4 === i))
  const mask = (set: readonly number[]): number => set.reduce((sum, bit) => sum | (0x8000 >> bit), 0)
  const filled = sixteens.flatMap((set, i) => (set.length > 0 ? [i] : []))
  return [
    ['used sixteens', 16, mask(filled)],
    ...filled.map((i): Field => ['used', 16, mask(sixteens[i]!.map((byte) => byte & 15))]),
  ]
}

function selectorFields(selectors: readonly number[], tables: number): Field[] {
  const list = Array.from({ length: tables }, (_, table) => table)
  return selectors.map((table): Field => {
    const place = list.indexOf(table)
    list.unshift(...list.splice(place, 1))
    return ['selector', place + 1, 2 ** (place + 1) - 2]
  })
}

/** Section 2.2.3.2.3: the first length, then for each symbol steps up (10) or down (11) and 0. */
function lengthFields(lengths: readonly number[]): Field[] {
  return lengths.flatMap((length, symbol): Field[] => {
    const step = length - lengths[Math.max(symbol - 1, 0)]!
    const steps = Array.from({ length: Math.abs(step) }, (): Field => ['step', 2, step > 0 ? 2 : 3])
    return [...(symbol === 0 ? [['first length', 5, length] as const] : []), ...steps, ['step', 1, 0]]
  })
}

function canonicalCode(lengths: readonly number[], symbol: number): [width: number, code: number] {
  const width = lengths[symbol]!
  const before = lengths.reduce((sum, length, other) => {
    const first = length < width || (length === width && other < symbol)
    return first ? sum + 2 ** (20 - length) : sum
  }, 0)
  return [width, before / 2 ** (20 - width)]
}

function rotated<T>(values: readonly T[], by: number): T[] {
  return values.map((_, i) => values[(i + by * 7) % values.length]!)
}

/** Fields packed first bit highest. */
function pack(instead: Readonly<Record<string, number>>, fields: readonly Field[]): Uint8Array {
  const bits: number[] = []
  for (const [name, width, value] of fields) {
    const written = instead[name] ?? value
    for (let bit = width - 1; bit >= 0; bit--) bits.push(Math.floor(written / 2 ** bit) & 1)
  }
  const bytes = new Uint8Array(Math.ceil(bits.length / 8))
  bits.forEach((bit, i) => (bytes[i >> 3]! |= bit << (7 - (i & 7))))
  return bytes
}

/** Section 2.2.3.1: polynomial 0x04c11db7, the highest bit first. */
function bzip2Crc(bytes: Uint8Array): number {
  let crc = -1
  for (const byte of bytes) {
    crc ^= byte << 24
    for (let bit = 0; bit < 8; bit++) crc = (crc << 1) ^ (crc < 0 ? 0x04c11db7 : 0)
  }
  return ~crc >>> 0
}
