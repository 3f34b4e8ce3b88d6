// The data series of a slice: values in, streams out. Which series goes where, and with which encoding, is said once, here.
import { ByteWriter } from '../bam/byte-writer.ts'
import { BitWriter } from './bit-writer.ts'
import { writeItf8, writeItf8Array } from './itf8.ts'

/** Data series by the kind of their values (CRAMv3 section 8.4.2, 2024-09). */
const integers = [
  'BF',
  'CF',
  'RI',
  'RL',
  'AP',
  'RG',
  'MF',
  'NS',
  'NP',
  'TS',
  'NF',
  'TL',
  'FN',
  'FP',
  'DL',
  'RS',
  'HC',
  'PD',
  'MQ',
] as const
const bytes = ['FC', 'BS', 'BA', 'QS'] as const
const arrays = ['RN', 'IN', 'SC', 'BB'] as const

export type IntegerSeries = (typeof integers)[number]
export type ByteSeries = (typeof bytes)[number]
export type ArraySeries = (typeof arrays)[number]

/**
 * Where values lie: `external`, each series in a block of its own; `core`, some of them as codes in the CORE bit stream; `shared`,
 * all integers in one external block.
 */
export type SeriesLayout = 'external' | 'core' | 'shared'

/** Encoding numbers (section 13). */
const EXTERNAL = 1
const HUFFMAN = 3
const BYTE_ARRAY_LEN = 4
const BYTE_ARRAY_STOP = 5
const BETA = 6
const SUBEXP = 7
const GAMMA = 9

/** Feature codes in ascending order: equally long Huffman codes are numbered so. */
const FEATURE_CODES = [...'BDHINPQSXbiq'].map((letter) => letter.charCodeAt(0))
const FEATURE_BITS = 4
const MAPPING_QUALITY_BITS = 8
const FEATURE_COUNT_ORDER = 2
const SHARED_ID = 1
/** Behind the ids of the series. */
const TAG_ID_BASE = 1000

const idOf = (name: string): number => 10 + [...integers, ...bytes, ...arrays].indexOf(name as 'BF')

/** The streams of one slice. */
export class SeriesWriter {
  readonly layout: SeriesLayout
  readonly core = new BitWriter()
  readonly #external = new Map<number, ByteWriter>()

  constructor(layout: SeriesLayout) {
    this.layout = layout
  }

  integer(name: IntegerSeries, value: number): void {
    if (this.layout === 'core' && name === 'MQ') this.core.bits(value, MAPPING_QUALITY_BITS)
    else if (this.layout === 'core' && name === 'FN') this.core.subexponential(value, FEATURE_COUNT_ORDER)
    else if (this.layout === 'core' && name === 'NF') this.core.gamma(value + 1)
    else writeItf8(this.#stream(this.layout === 'shared' ? SHARED_ID : idOf(name)), value)
  }

  byte(name: ByteSeries, value: number): void {
    if (this.layout === 'core' && name === 'FC') this.core.bits(FEATURE_CODES.indexOf(value), FEATURE_BITS)
    else this.#stream(idOf(name)).uint8(value)
  }

  bytes(name: 'BA' | 'QS', values: Uint8Array): void {
    this.#stream(idOf(name)).bytes(values)
  }

  array(name: ArraySeries, values: Uint8Array): void {
    const stream = this.#stream(idOf(name))
    if (name === 'BB') writeItf8(stream, values.length)
    stream.bytes(values)
    if (name !== 'BB') stream.uint8(0)
  }

  /** The bytes of a tag's value as BAM has them. */
  tag(key: number, value: Uint8Array): void {
    const stream = this.#stream(TAG_ID_BASE + key)
    writeItf8(stream, value.length)
    stream.bytes(value)
  }

  /** A block that is no series, such as an embedded reference. */
  external(id: number, content: Uint8Array): void {
    this.#stream(id).bytes(content)
  }

  /** Streams by content id, in ascending order. */
  take(): [id: number, data: Uint8Array][] {
    return [...this.#external].toSorted(([a], [b]) => a - b).map(([id, writer]) => [id, writer.take()])
  }

  #stream(id: number): ByteWriter {
    if (!this.#external.has(id)) this.#external.set(id, new ByteWriter())
    return this.#external.get(id)!
  }
}

/** Name and encoding of every series, as the compression header lists them. */
export function seriesEncodings(layout: SeriesLayout): [name: string, encoding: Uint8Array][] {
  return [...integers, ...bytes, ...arrays].map((name) => [name, encodingOf(name, layout)])
}

/** A tag's value: its length, then its bytes, in one block. */
export function tagEncoding(key: number): Uint8Array {
  const block = external(TAG_ID_BASE + key)
  return encoding(BYTE_ARRAY_LEN, [block, block])
}

function encodingOf(name: string, layout: SeriesLayout): Uint8Array {
  const id = idOf(name)
  if (layout === 'core' && name === 'MQ') return encoding(BETA, [itf8(0), itf8(MAPPING_QUALITY_BITS)])
  if (layout === 'core' && name === 'FN') return encoding(SUBEXP, [itf8(0), itf8(FEATURE_COUNT_ORDER)])
  if (layout === 'core' && name === 'NF') return encoding(GAMMA, [itf8(1)])
  if (layout === 'core' && name === 'FC')
    return encoding(HUFFMAN, [itf8List(FEATURE_CODES), itf8List(FEATURE_CODES.map(() => FEATURE_BITS))])
  if (name === 'BB') return encoding(BYTE_ARRAY_LEN, [external(id), external(id)])
  if ((arrays as readonly string[]).includes(name)) return encoding(BYTE_ARRAY_STOP, [Uint8Array.of(0), itf8(id)])
  return external(layout === 'shared' && (integers as readonly string[]).includes(name) ? SHARED_ID : id)
}

function external(id: number): Uint8Array {
  return encoding(EXTERNAL, [itf8(id)])
}

function encoding(number: number, parameters: readonly Uint8Array[]): Uint8Array {
  const body = Buffer.concat(parameters)
  return Buffer.concat([itf8(number), itf8(body.length), body])
}

function itf8(value: number): Uint8Array {
  const writer = new ByteWriter()
  writeItf8(writer, value)
  return writer.take()
}

function itf8List(values: readonly number[]): Uint8Array {
  const writer = new ByteWriter()
  writeItf8Array(writer, values)
  return writer.take()
}
