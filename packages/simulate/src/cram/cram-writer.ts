// Header and records to a CRAM file, for tests and small samples: the whole file is held in memory. Blocks are raw or gzip; other codecs
// have their own tests. What `=` and `X` of a CIGAR say is lost, as in every CRAM.
import { ByteWriter } from '../bam/byte-writer.ts'
import type { Contig } from '../genome/genome.ts'
import type { AlignmentRecord } from '../sam/alignment-record.ts'
import type { SamHeader } from '../sam/sam-header.ts'
import { type Block, blockBytes, containerHeader, type CramMethod, type CramVersion, eofContainer } from './block.ts'
import { compressionHeader } from './compression-header.ts'
import type { CraiEntry } from './crai.ts'
import type { SeriesLayout } from './series.ts'
import { endOf, SEVERAL_CONTIGS, sliceBlocks, type SliceContext, sliceOf, type SliceRecords } from './slice.ts'
import { storedTags, TagDictionary } from './tag-lists.ts'

export interface CramOptions {
  /** 3.0 unless given; 3.1 differs in its number only, since no codec of it is used. */
  readonly version?: CramVersion
  /** Contigs in the header's order, whose bases the reads are told from; without them reads keep their bases. */
  readonly reference?: readonly Contig[]
  /** Puts the reference's bases into each slice. */
  readonly embedReference?: boolean
  readonly recordsPerSlice?: number
  readonly slicesPerContainer?: number
  /** Slices hold records of any contigs. */
  readonly multiReference?: boolean
  /** Drops the names of pairs that a slice holds together. */
  readonly lossyNames?: boolean
  /** Links all records of one name in a slice to a chain, whatever their fields say of mates: a reader gives them the next one's. */
  readonly linksNames?: boolean
  readonly method?: CramMethod
  readonly layout?: SeriesLayout
  /** Leave out the container that ends a file. */
  readonly withoutEof?: boolean
}

/** A small CRAM file in memory, and what its index says. */
export function cramBytes(
  header: SamHeader,
  records: Iterable<AlignmentRecord>,
  options: CramOptions = {},
): { cram: Uint8Array; index: CraiEntry[] } {
  const version = options.version ?? '3.0'
  const file = new ByteWriter()
  const index: CraiEntry[] = []
  file.text('CRAM')
  for (const digit of version.split('.')) file.uint8(Number(digit))
  file.text('genomsyn-simulate'.padEnd(20, '\0'))
  file.bytes(headerContainer(version, header))
  let counter = 0
  for (const slices of containersOf(records, options)) {
    const offset = file.length
    file.bytes(dataContainer({ header, slices, options, counter }, (entry) => index.push({ ...entry, container: offset })))
    counter += slices.reduce((sum, slice) => sum + slice.records.length, 0)
  }
  if (!options.withoutEof) file.bytes(eofContainer(version))
  return { cram: file.take(), index }
}

function headerContainer(version: CramVersion, { text }: SamHeader): Uint8Array {
  const writer = new ByteWriter()
  writer.int32(text.length)
  writer.text(text)
  const block = blockBytes(version, { type: 'fileHeader', id: 0, data: writer.take(), method: 'gzip' })
  const nothing = { contig: 0, start: 0, span: 0, recordCount: 0, recordCounter: 0, baseCount: 0 }
  return Buffer.concat([containerHeader(version, { ...nothing, length: block.length, blockCount: 1, landmarks: [0] }), block])
}

/** Runs of slices of one contig, or of several, so many to a container. */
function* containersOf(records: Iterable<AlignmentRecord>, options: CramOptions): Generator<SliceRecords[]> {
  const { slicesPerContainer = 1 } = options
  let slices: SliceRecords[] = []
  for (const slice of slicesOf(records, options)) {
    if (slices.length === slicesPerContainer || (slices[0] !== undefined && slices[0].contig !== slice.contig)) {
      yield slices
      slices = []
    }
    slices.push(slice)
  }
  if (slices.length > 0) yield slices
}

function* slicesOf(records: Iterable<AlignmentRecord>, options: CramOptions): Generator<SliceRecords> {
  const { recordsPerSlice = 1000, multiReference = false } = options
  let held: AlignmentRecord[] = []
  for (const record of records) {
    const isOther = !multiReference && held[0] !== undefined && held[0].contig !== record.contig
    if (held.length === recordsPerSlice || isOther) {
      yield sliceOf(held, multiReference)
      held = []
    }
    held.push(record)
  }
  if (held.length > 0) yield sliceOf(held, multiReference)
}

interface ContainerContent {
  readonly header: SamHeader
  readonly slices: readonly SliceRecords[]
  readonly options: CramOptions
  /** Records before. */
  readonly counter: number
}

function dataContainer(content: ContainerContent, note: (entry: CraiEntry) => void): Uint8Array {
  const { slices, options, counter } = content
  const { version = '3.0', method = 'gzip' } = options
  const context = contextOf(content)
  for (const { records } of slices) for (const record of records) context.tags.add(storedTags(record))
  const toBytes = (block: Block): Uint8Array => blockBytes(version, block)
  const several = slices[0]!.contig === SEVERAL_CONTIGS
  const fields = { ...context, needsReference: options.reference !== undefined, deltaPositions: !several }
  const parts = [toBytes({ type: 'compressionHeader', id: 0, data: compressionHeader(fields), method })]
  const landmarks: number[] = []
  let blockCount = 1
  let before = counter
  for (const slice of slices) {
    const blocks = sliceBlocks(context, slice, before)
    const bytes = Buffer.concat(blocks.map(toBytes))
    const landmark = parts.reduce((sum, part) => sum + part.length, 0)
    landmarks.push(landmark)
    for (const place of placesOf(slice)) note({ ...place, container: 0, slice: landmark, bytes: bytes.length })
    parts.push(bytes)
    blockCount += blocks.length
    before += slice.records.length
  }
  const body = Buffer.concat(parts)
  const counts = { recordCount: before - counter, recordCounter: counter, baseCount: basesIn(slices), blockCount, landmarks }
  return Buffer.concat([containerHeader(version, { ...hullOf(slices), ...counts, length: body.length }), body])
}

function contextOf({ header, options }: ContainerContent): SliceContext {
  const { version = '3.0', method = 'gzip', layout = 'external', reference, lossyNames, embedReference } = options
  return {
    version,
    method,
    layout,
    keepsNames: !lossyNames,
    embedsReference: embedReference === true,
    linksNames: options.linksNames === true,
    basesOf: (contig) => reference?.[contig]?.bases ?? null,
    readGroups: [...header.text.matchAll(/^@RG\t(?:.*\t)?ID:([^\t\n]*)/gm)].map(([, id = '']) => id),
    tags: new TagDictionary(),
  }
}

/** The interval that holds all slices. */
function hullOf(slices: readonly SliceRecords[]): { contig: number; start: number; span: number } {
  const { contig } = slices[0]!
  if (contig < 0) return { contig, start: 0, span: 0 }
  const start = Math.min(...slices.map((slice) => slice.start))
  return { contig, start: start + 1, span: Math.max(...slices.map(({ end }) => end)) - start }
}

/** An entry per contig that the slice holds. */
function placesOf(slice: SliceRecords): Pick<CraiEntry, 'contig' | 'start' | 'span'>[] {
  if (slice.contig !== SEVERAL_CONTIGS) return [hullOf([slice])]
  const contigs = new Set(slice.records.map(({ contig }) => contig))
  return [...contigs].map((contig) => {
    if (contig < 0) return { contig, start: 0, span: 0 }
    const placed = slice.records.filter((record) => record.contig === contig)
    const start = Math.min(...placed.map(({ position }) => position))
    const end = Math.max(...placed.map((record) => Math.max(endOf(record), record.position + 1)))
    return { contig, start: start + 1, span: end - start }
  })
}

function basesIn(slices: readonly SliceRecords[]): number {
  return slices.reduce((sum, { records }) => sum + records.reduce((bases, { sequence }) => bases + sequence.length, 0), 0)
}
