// Slices and containers of records, with any encoding for any series: the writer of the tests.
import type { AlignmentRecord } from '@genomsyn/simulate'
import { endPosition } from '@genomsyn/simulate'
import { join } from '../byte-vectors.ts'
import { array, block, container, contentTypes, eofOf, itf8, ltf8 } from './cram-bytes.ts'
import { byteArrayLen, byteArrayStop, type Encoding, external, type Streams, type Value } from './cram-encodings.ts'
import { DICTIONARY, type Item, itemsOf, type RecordOptions } from './cram-records.ts'

/** An encoding for a series, given all values it has in the container. */
export type Choice = (series: string, values: readonly Value[]) => Encoding

export interface FileOptions {
  readonly version?: number
  readonly recordsPerSlice?: number
  readonly slicesPerContainer?: number
  readonly linksMates?: boolean
  readonly hasReadNames?: boolean
  readonly isPositionDelta?: boolean
  readonly choose?: Choice
  /** Block compression: 0 raw, 1 gzip. */
  readonly method?: number
}

/** Series of bytes, and of byte arrays; all others are numbers. */
export const byteSeries = new Set(['FC', 'BS', 'BA', 'QS'])
export const arraySeries = new Set(['RN', 'BB', 'QQ', 'IN', 'SC', 'OQZ'])
/** Every series in a block of its own, as htslib has them. */
export const seriesNames = 'BF CF RI RL AP RG RN MF NS NP TS NF TL FN FC FP DL BB QQ BS IN RS PD HC SC MQ BA QS OQZ'.split(' ')

export function contentIdOf(series: string): number {
  return 1 + seriesNames.indexOf(series)
}

/** Each series alone in an external block; lengths of arrays that have them in another. */
export const eachAlone: Choice = (series) => {
  const id = contentIdOf(series)
  if (series === 'RN' || series === 'SC' || series === 'IN') return byteArrayStop(9, id)
  if (arraySeries.has(series)) return byteArrayLen(external(id + 100, false), external(id, true))
  return external(id, byteSeries.has(series))
}

/** Containers of records in their order, and the container that ends a file. */
export function cramOf(records: readonly AlignmentRecord[], options: FileOptions = {}): Uint8Array {
  return join(...containersOf(records, options), eofOf(options.version ?? 0x300))
}

export function containersOf(records: readonly AlignmentRecord[], options: FileOptions = {}): Uint8Array[] {
  const { recordsPerSlice = 10_000, slicesPerContainer = 1 } = options
  const slices = chunks(records, recordsPerSlice)
  return chunks(slices, slicesPerContainer).map((each) => containerOf(each, options))
}

function chunks<T>(values: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(values.length / size) }, (_, i) => values.slice(i * size, (i + 1) * size))
}

interface SliceItems {
  readonly contig: number
  readonly start: number
  readonly span: number
  readonly records: number
  readonly items: readonly Item[]
}

function containerOf(slices: readonly (readonly AlignmentRecord[])[], options: FileOptions): Uint8Array {
  const { version = 0x300, hasReadNames = true, isPositionDelta = false, choose = eachAlone } = options
  const contigs = new Set(slices.flat().map(({ contig }) => contig))
  const isMultiReference = contigs.size > 1
  const sliced = slices.map((records) =>
    sliceItems(records, { linksMates: true, ...options, hasReadNames, isPositionDelta, isMultiReference }),
  )
  const values = valuesBySeries(sliced.flatMap(({ items }) => items))
  const encodings = new Map([...values].map(([series, each]) => [series, choose(series, each)]))
  const header = block(
    { contentType: contentTypes.compressionHeader, data: compressionHeader(encodings, { hasReadNames, isPositionDelta }) },
    version,
  )
  const blocks = sliced.flatMap((slice) => sliceBlocks(slice, encodings, options))
  const records = slices.flat().length
  const contig = isMultiReference ? -2 : [...contigs][0]!
  return container({ contig, records, blocks: [header, ...blocks], landmarks: [header.length] }, version)
}

function sliceItems(
  records: readonly AlignmentRecord[],
  options: Omit<RecordOptions, 'start' | 'linksMates'> & FileOptions,
): SliceItems {
  const contig = options.isMultiReference ? -2 : records[0]!.contig
  const start = contig < 0 ? 0 : Math.min(...records.map(({ position }) => position)) + 1
  const end = contig < 0 ? 0 : Math.max(...records.map(endPosition))
  const recordOptions = { ...options, linksMates: options.linksMates ?? true, start }
  return {
    contig,
    start,
    span: end - start + 1,
    records: records.length,
    items: itemsOf(records, recordOptions),
  }
}

function valuesBySeries(items: readonly Item[]): Map<string, Value[]> {
  const values = new Map<string, Value[]>()
  for (const [series, value] of items) {
    const each = values.get(series) ?? []
    each.push(value)
    values.set(series, each)
  }
  return values
}

/** The three maps (section 8.4). */
export function compressionHeader(
  encodings: ReadonlyMap<string, Encoding>,
  switches: { readonly hasReadNames: boolean; readonly isPositionDelta: boolean; readonly needsReference?: boolean },
): Uint8Array {
  const key = (text: string): number[] => [...Buffer.from(text)]
  const preservation = [
    [...key('RN'), switches.hasReadNames ? 1 : 0],
    [...key('AP'), switches.isPositionDelta ? 1 : 0],
    [...key('RR'), switches.needsReference === true ? 1 : 0],
    [...key('SM'), 0x1b, 0x1b, 0x1b, 0x1b, 0x1b],
    [...key('TD'), ...array(DICTIONARY)],
  ]
  const series = [...encodings]
    .filter(([name]) => name.length === 2)
    .map(([name, { description }]) => [...key(name), ...description])
  const tags = [...encodings]
    .filter(([name]) => name.length === 3)
    .map(([name, { description }]) => [...itf8(Buffer.from(name).readUIntBE(0, 3)), ...description])
  return Uint8Array.from([preservation, series, tags].flatMap((map) => array([...itf8(map.length), ...map.flat()])))
}

function sliceBlocks(
  slice: SliceItems,
  encodings: ReadonlyMap<string, Encoding>,
  { version = 0x300, method = 0 }: FileOptions,
): Uint8Array[] {
  const streams: Streams = { core: [], external: new Map() }
  for (const [series, value] of slice.items) encodings.get(series)!.write(value, streams)
  const core = block({ contentType: contentTypes.core, data: packed(streams.core) }, version)
  const blocks = [...streams.external].map(([contentId, bytes]) =>
    block({ method, contentType: contentTypes.external, contentId, data: Uint8Array.from(bytes) }, version),
  )
  const header = sliceHeader(slice, [...streams.external.keys()], version)
  return [block({ contentType: contentTypes.sliceHeader, data: header }, version), core, ...blocks]
}

/** Section 8.5; without an embedded reference, and without MD5. */
export function sliceHeader(
  slice: Omit<SliceItems, 'items'>,
  ids: readonly number[],
  version = 0x300,
  md5: readonly number[] = NO_MD5,
): Uint8Array {
  return Uint8Array.from([
    ...[slice.contig, slice.start, slice.span, slice.records].flatMap(itf8),
    ...(version >= 0x300 ? ltf8(0) : itf8(0)),
    ...itf8(1 + ids.length),
    ...itf8(ids.length),
    ...ids.flatMap(itf8),
    ...itf8(-1),
    ...md5,
  ])
}

const NO_MD5: readonly number[] = Array.from({ length: 16 }, () => 0)

/** Most significant bit first, the last byte filled with zeros (section 2.2). */
function packed(bits: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(Math.ceil(bits.length / 8))
  bits.forEach((bit, i) => (bytes[i >> 3]! |= bit << (7 - (i & 7))))
  return bytes
}
