// A small writer of CRAM 3.0 for tests (CRAMv3, 2024-09): every mate detached, every series in a block of its own, raw or gzip.
// Tags but RG are left out.
import { createHash } from 'node:crypto'
import { crc32, gzipSync } from 'node:zlib'
import { type AlignmentRecord, type Contig, endPosition, flags, readLength, type SamHeader } from '@genomsyn/simulate'

export interface CramOptions {
  /** Bases are left out where they are those of these contigs; all are written without. */
  readonly reference?: readonly Contig[]
  readonly recordsPerContainer?: number
  /** Slices of several contigs. */
  readonly mixesContigs?: boolean
  /** Identifiers of the header's read groups. */
  readonly readGroups?: readonly string[]
}

export interface WrittenCram {
  readonly bytes: Buffer
  /** File offsets of the containers of records, and of the end-of-file container. */
  readonly offsets: readonly number[]
  readonly end: number
  /** Text of the .crai. */
  readonly crai: string
}

export const CRAM_EOF = Buffer.from('0f000000ffffffff0fe0454f4600000000010005bdd94f0001000606010001000100ee63014b', 'hex')

const EXTERNAL = 1
const BYTE_ARRAY_LEN = 4
const BYTE_ARRAY_STOP = 5
const COMPRESSION_HEADER = 1
const SLICE_HEADER = 2
const EXTERNAL_DATA = 4
const CORE_DATA = 5

const INTEGERS = ['BF', 'CF', 'RI', 'RL', 'AP', 'RG', 'MF', 'NS', 'NP', 'TS', 'TL', 'FN', 'FP', 'DL', 'RS', 'PD', 'HC', 'MQ']
const BYTES = ['FC', 'QS', 'BA']
const ARRAYS = ['RN', 'IN', 'SC']
/** Content ids count the series from 1 on; BB needs two, for lengths and bases. */
const SERIES = [...INTEGERS, ...BYTES, ...ARRAYS, 'BB', 'BB bases']
const idOf = (series: string): number => SERIES.indexOf(series) + 1

export function writeCram(header: SamHeader, records: Iterable<AlignmentRecord>, options: CramOptions = {}): WrittenCram {
  const groups = containersOf([...records], options)
  const parts = [Buffer.concat([Buffer.from('CRAM\x03\x00', 'latin1'), Buffer.alloc(20)]), headerContainer(header.text)]
  const offsets: number[] = []
  const lines: string[] = []
  let offset = parts[0]!.length + parts[1]!.length
  let counter = 0
  for (const group of groups) {
    const container = recordContainer(group, counter, options)
    offsets.push(offset)
    lines.push(...craiLines(group, offset))
    parts.push(container)
    offset += container.length
    counter += group.length
  }
  return { bytes: Buffer.concat([...parts, CRAM_EOF]), offsets, end: offset, crai: lines.join('') }
}

/** Of one contig each, unless contigs are mixed. */
function containersOf(records: AlignmentRecord[], { recordsPerContainer = 300, mixesContigs }: CramOptions): AlignmentRecord[][] {
  const groups: AlignmentRecord[][] = []
  for (const record of records) {
    const last = groups.at(-1)
    const fits = last && last.length < recordsPerContainer && (mixesContigs || last[0]!.contig === record.contig)
    if (fits) last.push(record)
    else groups.push([record])
  }
  return groups
}

function craiLines(group: readonly AlignmentRecord[], offset: number): string[] {
  return [...new Set(group.map(({ contig }) => contig))].map((contig) => {
    const { start, span } = extentOf(group.filter((record) => record.contig === contig))
    return `${[contig, start + 1, span, offset, 0, 0].join('\t')}\n`
  })
}

function extentOf(group: readonly AlignmentRecord[]): { contig: number; start: number; span: number } {
  const { contig } = group[0]!
  if (contig < 0 || group.some((record) => record.contig !== contig)) return { contig: contig < 0 ? -1 : -2, start: -1, span: 0 }
  const start = Math.min(...group.map(({ position }) => position))
  const end = Math.max(...group.map((record) => (isUnmapped(record) ? record.position + 1 : endPosition(record))))
  return { contig, start, span: end - start }
}

function headerContainer(text: string): Buffer {
  const content = Buffer.concat([int32(Buffer.byteLength(text)), Buffer.from(text)])
  return container({ contig: 0, start: -1, span: 0 }, { records: 0, counter: 0 }, [block(0, 0, content)])
}

function recordContainer(group: readonly AlignmentRecord[], counter: number, options: CramOptions): Buffer {
  const extent = extentOf(group)
  const series = new Map(SERIES.map((name) => [name, [] as Buffer[]]))
  const put = (name: string, value: number | Uint8Array): void =>
    void series.get(name)!.push(typeof value === 'number' ? itf8(value) : Buffer.from(value))
  for (const record of group) putRecord(record, put, { ...options, isMixed: extent.contig === -2 })
  const blocks = SERIES.map((name) => block(EXTERNAL_DATA, idOf(name), Buffer.concat(series.get(name)!)))
  const slice = sliceHeader(extent, { records: group.length, counter }, options)
  const all = [block(COMPRESSION_HEADER, 0, compressionHeader(options)), slice, block(CORE_DATA, 0, Buffer.alloc(0)), ...blocks]
  return container(extent, { records: group.length, counter }, all)
}

type Put = (series: string, value: number | Uint8Array) => void

function putRecord(record: AlignmentRecord, put: Put, options: CramOptions & { isMixed: boolean }): void {
  const { flag, contig, position, sequence, qualities, name, mateContig, matePosition, templateLength } = record
  const length = sequence === '' ? readLength(record.cigar) : sequence.length
  put('BF', flag)
  put('CF', (qualities ? 1 : 0) | 2 | (sequence === '' ? 8 : 0))
  if (options.isMixed) put('RI', contig)
  put('RL', length)
  put('AP', position + 1)
  put('RG', options.readGroups?.indexOf(readGroupOf(record)) ?? -1)
  put('RN', Buffer.from(`${name}\0`))
  put('MF', (flag & flags.MATE_REVERSE ? 1 : 0) | (flag & flags.MATE_UNMAPPED ? 2 : 0))
  put('NS', mateContig)
  put('NP', matePosition + 1)
  put('TS', templateLength)
  put('TL', 0)
  if (isUnmapped(record)) put('BA', Buffer.from(sequence))
  else {
    putFeatures(record, put, options)
    put('MQ', record.mappingQuality)
  }
  if (qualities) put('QS', qualities)
}

function readGroupOf({ tags }: AlignmentRecord): string {
  return String(tags.find(([name]) => name === 'RG')?.[2] ?? '')
}

/** Where a feature begins in the read, its code, and what it carries. */
type Feature = readonly [at: number, code: string, carry: (put: Put) => void]

function putFeatures(record: AlignmentRecord, put: Put, { reference }: CramOptions): void {
  const features = featuresOf(record, reference)
  put('FN', features.length)
  let last = 0
  for (const [at, code, carry] of features) {
    put('FC', Buffer.from(code))
    put('FP', at + 1 - last)
    last = at + 1
    carry(put)
  }
}

function featuresOf({ cigar, sequence, contig, position }: AlignmentRecord, reference: CramOptions['reference']): Feature[] {
  const features: Feature[] = []
  let at = 0
  let on = position
  for (const [length, operation] of cigar) {
    const bases = Buffer.from(sequence.slice(at, at + length))
    if ('M=X'.includes(operation)) {
      if (sequence !== '') features.push(...stretches(bases, reference?.[contig]?.bases.subarray(on, on + length), at))
    } else
      features.push([
        at,
        codes[operation]!,
        (put) => put(seriesOf[operation]!, isText(operation) ? Buffer.concat([bases, Buffer.of(0)]) : length),
      ])
    at += 'MIS=X'.includes(operation) ? length : 0
    on += 'MDN=X'.includes(operation) ? length : 0
  }
  return features
}

const codes: Readonly<Record<string, string>> = { I: 'I', S: 'S', D: 'D', N: 'N', P: 'P', H: 'H' }
const seriesOf: Readonly<Record<string, string>> = { I: 'IN', S: 'SC', D: 'DL', N: 'RS', P: 'PD', H: 'HC' }
const isText = (operation: string): boolean => operation === 'I' || operation === 'S'

/** Runs of bases that are not the reference's; all of them without one. */
function stretches(bases: Buffer, reference: Uint8Array | undefined, from: number): Feature[] {
  const features: Feature[] = []
  for (let start = 0; start < bases.length;) {
    let end = start
    while (end < bases.length && bases[end] !== reference?.[end]) end++
    if (end > start) features.push(stretch(bases.subarray(start, end), from + start))
    start = end + 1
  }
  return features
}

function stretch(bases: Buffer, at: number): Feature {
  const carry = (put: Put): void => {
    put('BB', bases.length)
    put('BB bases', bases)
  }
  return [at, 'b', carry]
}

function compressionHeader({ reference }: CramOptions): Buffer {
  const preservation = [
    ...Object.entries({ RN: 1, AP: 0, RR: reference === undefined ? 0 : 1 }).map(([key, value]) => [
      Buffer.from(key),
      Buffer.of(value),
    ]),
    [Buffer.from('SM'), Buffer.of(0x1b, 0x1b, 0x1b, 0x1b, 0x1b)],
    [Buffer.from('TD'), Buffer.of(1, 0)],
  ].map((entry) => Buffer.concat(entry))
  const external = (id: number): Buffer => Buffer.concat([itf8(EXTERNAL), itf8(itf8(id).length), itf8(id)])
  const lengthsAndBases = Buffer.concat([external(idOf('BB')), external(idOf('BB bases'))])
  const encodings = [
    ...[...INTEGERS, ...BYTES].map((key) => Buffer.concat([Buffer.from(key), external(idOf(key))])),
    ...ARRAYS.map((key) => Buffer.concat([Buffer.from(key), itf8(BYTE_ARRAY_STOP), Buffer.of(2, 0, idOf(key))])),
    Buffer.concat([Buffer.from('BB'), itf8(BYTE_ARRAY_LEN), itf8(lengthsAndBases.length), lengthsAndBases]),
  ]
  return Buffer.concat([map(preservation), map(encodings), map([])])
}

function map(entries: readonly Buffer[]): Buffer {
  const content = Buffer.concat([itf8(entries.length), ...entries])
  return Buffer.concat([itf8(content.length), content])
}

interface Extent {
  readonly contig: number
  readonly start: number
  readonly span: number
}

interface Counted {
  readonly records: number
  readonly counter: number
}

function sliceHeader({ contig, start, span }: Extent, { records, counter }: Counted, { reference }: CramOptions): Buffer {
  const ids = SERIES.map(idOf)
  const bases = contig >= 0 ? reference?.[contig]?.bases.subarray(start, start + span) : undefined
  const md5 = bases === undefined ? Buffer.alloc(16) : createHash('md5').update(bases).digest()
  const numbers = [contig, start + 1, span, records, counter, ids.length + 1, ids.length, ...ids, -1].map(itf8)
  return block(SLICE_HEADER, 0, Buffer.concat([...numbers, md5]))
}

function container({ contig, start, span }: Extent, { records, counter }: Counted, blocks: readonly Buffer[]): Buffer {
  const content = Buffer.concat(blocks)
  const landmarks = records === 0 ? [0] : [1, blocks[0]!.length]
  const numbers = [contig, start + 1, span, records, counter, 0, blocks.length, ...landmarks].map(itf8)
  return Buffer.concat([withChecksum(Buffer.concat([int32(content.length), ...numbers])), content])
}

function block(type: number, id: number, raw: Buffer): Buffer {
  const data = raw.length > 100 ? gzipSync(raw) : raw
  return withChecksum(Buffer.concat([Buffer.of(data === raw ? 0 : 1, type), itf8(id), itf8(data.length), itf8(raw.length), data]))
}

function withChecksum(bytes: Buffer): Buffer {
  const crc = Buffer.alloc(4)
  crc.writeUInt32LE(crc32(bytes))
  return Buffer.concat([bytes, crc])
}

function isUnmapped({ flag }: AlignmentRecord): boolean {
  return (flag & flags.UNMAPPED) !== 0
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32LE(value)
  return bytes
}

/** 32 bits with a sign; LTF8 has the same form up to 28 bits. */
export function itf8(value: number): Buffer {
  if (value < 0 || value >= 2 ** 28)
    return Buffer.of(0xf0 | ((value >>> 28) & 15), value >>> 20, value >>> 12, value >>> 4, value & 15)
  if (value < 0x80) return Buffer.of(value)
  if (value < 0x4000) return Buffer.of(0x80 | (value >> 8), value)
  if (value < 0x200000) return Buffer.of(0xc0 | (value >> 16), value >> 8, value)
  return Buffer.of(0xe0 | (value >> 24), value >> 16, value >> 8, value)
}
