// One slice: records to blocks, in the order in which the specification has their series read (CRAMv3 sections 8.5 and 10, 2024-09).
import { createHash } from 'node:crypto'
import { ByteWriter } from '../bam/byte-writer.ts'
import { type AlignmentRecord, endPosition } from '../sam/alignment-record.ts'
import { readLength } from '../sam/cigar.ts'
import { MATE_REVERSE, MATE_UNMAPPED, UNMAPPED } from '../sam/flags.ts'
import type { Block, CramMethod, CramVersion } from './block.ts'
import { featuresOf, writeFeatures } from './features.ts'
import { writeItf8, writeItf8Array, writeLtf8 } from './itf8.ts'
import { type Attachment, attachMates, isAlone } from './mates.ts'
import { type SeriesLayout, SeriesWriter } from './series.ts'
import { storedTags, type TagDictionary } from './tag-lists.ts'

/** CF bits (section 10.2). */
const QUALITIES_STORED = 1
const DETACHED = 2
const MATE_DOWNSTREAM = 4
const BASES_UNKNOWN = 8
/** MF bits (section 10.4). */
const MATE_IS_REVERSE = 1
const MATE_IS_UNMAPPED = 2

export const SEVERAL_CONTIGS = -2
const EMBEDDED_ID = 999
const NO_BLOCK = -1

const textEncoder = new TextEncoder()

/** What all slices of a container have in common. */
export interface SliceContext {
  readonly version: CramVersion
  readonly method: CramMethod
  readonly layout: SeriesLayout
  readonly keepsNames: boolean
  readonly embedsReference: boolean
  readonly linksNames: boolean
  /** Upper-case bases of a contig; null keeps the bases of the reads. */
  readonly basesOf: (contig: number) => Uint8Array | null
  readonly readGroups: readonly string[]
  readonly tags: TagDictionary
}

/** Records of one slice and where they lie. */
export interface SliceRecords {
  readonly records: readonly AlignmentRecord[]
  /** Contig, -1 for unplaced ones, SEVERAL_CONTIGS. */
  readonly contig: number
  /** 0-based, half-open; both 0 when unplaced or of several contigs. */
  readonly start: number
  readonly end: number
}

/** Groups records into a slice's interval. */
export function sliceOf(records: readonly AlignmentRecord[], isMultiReference: boolean): SliceRecords {
  const contig = records[0]?.contig ?? -1
  if (isMultiReference) return { records, contig: SEVERAL_CONTIGS, start: 0, end: 0 }
  if (contig < 0) return { records, contig, start: 0, end: 0 }
  const ends = records.map((record) => Math.max(endOf(record), record.position + 1))
  return { records, contig, start: records[0]!.position, end: ends.reduce((a, b) => Math.max(a, b), 0) }
}

/** An unmapped record takes no positions. */
export function endOf(record: AlignmentRecord): number {
  return record.flag & UNMAPPED ? record.position : endPosition(record)
}

/** The slice header and its data, in file order. */
export function sliceBlocks(context: SliceContext, slice: SliceRecords, recordCounter: number): Block[] {
  const series = new SeriesWriter(context.layout)
  const attachments = attachMates(slice.records, context.linksNames)
  let before = slice.contig < 0 ? -1 : slice.start
  slice.records.forEach((record, i) => {
    writeRecord({ context, slice, series, record, attachment: attachments[i]! }, before)
    before = record.position
  })
  if (embeds(context, slice)) series.external(EMBEDDED_ID, context.basesOf(slice.contig)!.subarray(slice.start, slice.end))
  const { method } = context
  const core: Block = { type: 'core', id: 0, data: series.core.take(), method: 'raw' }
  const blocks = [core, ...series.take().map(([id, data]): Block => ({ type: 'external', id, data, method }))]
  const header = sliceHeader(context, slice, recordCounter, blocks)
  return [{ type: 'slice', id: 0, data: header, method: 'raw' }, ...blocks]
}

function embeds({ embedsReference, basesOf }: SliceContext, { contig }: SliceRecords): boolean {
  return embedsReference && contig >= 0 && basesOf(contig) !== null
}

function sliceHeader(context: SliceContext, slice: SliceRecords, recordCounter: number, blocks: readonly Block[]): Uint8Array {
  const writer = new ByteWriter()
  const { contig, start, end, records } = slice
  for (const value of [contig, contig < 0 ? 0 : start + 1, end - start, records.length]) writeItf8(writer, value)
  if (context.version === '2.1') writeItf8(writer, recordCounter)
  else writeLtf8(writer, recordCounter)
  writeItf8(writer, blocks.length)
  writeItf8Array(
    writer,
    blocks.filter(({ type }) => type === 'external').map(({ id }) => id),
  )
  writeItf8(writer, embeds(context, slice) ? EMBEDDED_ID : NO_BLOCK)
  writer.bytes(referenceMd5(context, slice))
  return writer.take()
}

/** Zeros where no reference is needed. */
function referenceMd5({ basesOf }: SliceContext, { contig, start, end }: SliceRecords): Uint8Array {
  const bases = contig < 0 ? null : basesOf(contig)
  return bases === null ? new Uint8Array(16) : createHash('md5').update(bases.subarray(start, end)).digest()
}

/** A record on its way into the streams. */
interface Entry {
  readonly context: SliceContext
  readonly slice: SliceRecords
  readonly series: SeriesWriter
  readonly record: AlignmentRecord
  readonly attachment: Attachment
}

function writeRecord(entry: Entry, before: number): void {
  const { context, slice, series, record } = entry
  const isSeveral = slice.contig === SEVERAL_CONTIGS
  series.integer('BF', record.flag & ~(MATE_REVERSE | MATE_UNMAPPED))
  series.integer('CF', compressionFlags(entry))
  if (isSeveral) series.integer('RI', record.contig)
  series.integer('RL', lengthOf(record))
  series.integer('AP', isSeveral ? record.position + 1 : record.position - before)
  series.integer('RG', readGroupOf(entry))
  if (context.keepsNames) writeName(entry)
  writeMate(entry)
  writeTags(entry)
  if (record.flag & UNMAPPED) writeUnmapped(entry)
  else writeMapped(entry)
}

function compressionFlags({ record, attachment }: Entry): number {
  const detached = attachment === null && !isAlone(record) ? DETACHED : 0
  const downstream = attachment !== null && attachment >= 0 ? MATE_DOWNSTREAM : 0
  const unknown = record.sequence === '' ? BASES_UNKNOWN : 0
  return detached | downstream | unknown | (record.qualities !== null && record.sequence !== '' ? QUALITIES_STORED : 0)
}

/** Of SEQ; of the CIGAR when there is no SEQ. */
function lengthOf({ sequence, cigar }: AlignmentRecord): number {
  return sequence.length || readLength(cigar)
}

function readGroupOf({ context, record }: Entry): number {
  const [, , id] = record.tags.find(([name]) => name === 'RG') ?? []
  return id === undefined ? -1 : context.readGroups.indexOf(String(id))
}

function writeName({ series, record }: Entry): void {
  series.array('RN', textEncoder.encode(record.name))
}

function writeMate(entry: Entry): void {
  const { context, series, record, attachment } = entry
  if (attachment !== null) {
    if (attachment >= 0) series.integer('NF', attachment)
    return
  }
  if (isAlone(record)) return
  const reverse = record.flag & MATE_REVERSE ? MATE_IS_REVERSE : 0
  series.integer('MF', reverse | (record.flag & MATE_UNMAPPED ? MATE_IS_UNMAPPED : 0))
  if (!context.keepsNames) writeName(entry)
  series.integer('NS', record.mateContig)
  series.integer('NP', record.matePosition + 1)
  series.integer('TS', record.templateLength)
}

function writeTags({ context, series, record }: Entry): void {
  const tags = storedTags(record)
  series.integer('TL', context.tags.add(tags))
  for (const { key, value } of tags) series.tag(key, value)
}

function writeUnmapped({ series, record }: Entry): void {
  if (record.sequence === '') return
  series.bytes('BA', textEncoder.encode(record.sequence))
  if (record.qualities !== null) series.bytes('QS', record.qualities)
}

function writeMapped({ context, series, record }: Entry): void {
  writeFeatures(series, featuresOf(record, context.basesOf(record.contig)))
  series.integer('MQ', record.mappingQuality)
  if (record.qualities !== null && record.sequence !== '') series.bytes('QS', record.qualities)
}
