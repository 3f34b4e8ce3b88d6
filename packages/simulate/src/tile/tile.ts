// A real slice written many times over, side by side: a BAM file of any size that compresses as the slice does.
// Record bytes are patched, not re-encoded. Coordinates inside tags (SA, mc) stay those of the source.
import { readFileSync } from 'node:fs'
import type { AlignmentRecord } from '../sam/alignment-record.ts'
import type { BamIndex } from '../bam/bam-index.ts'
import { latin1, readBam, viewOf } from '../bam/bam-reader.ts'
import { readBamRecord } from '../bam/bam-record-reader.ts'
import { type BamOptions, BamWriter, intoFile } from '../bam/bam-writer.ts'
import type { Sink } from '../bam/bgzf.ts'
import { binOf } from '../bam/binning.ts'
import { digitsFor, renameForCopy } from './copy-name.ts'
import { MATE_UNMAPPED, PAIRED, READ1, READ2, UNMAPPED } from '../sam/flags.ts'
import { type HeaderContig, makeHeader } from '../sam/sam-header.ts'
import { type Piece, type Slice, nameOf, sliceOf } from './slice.ts'

export interface TileOptions extends BamOptions {
  /** Path of a small BAM file; the contig with most records is used. */
  readonly source: string
  /** Contigs of the new file, filled with copies one after the other. */
  readonly contigs: readonly HeaderContig[]
  readonly copies: number
  /** Where the first copy begins on each contig, 0-based; 0 unless given. */
  readonly firstPosition?: number
  /** Unplaced records at the end, per placed record; 0.01 unless given. */
  readonly unplacedShare?: number
}

/** Where one copy goes. */
interface Site {
  readonly contig: number
  readonly contigLength: number
  /** What the mate's contig is said to be where it is not that of the slice. */
  readonly otherContig: number
  readonly begin: number
}

const MAX_RECORD_BYTES = 2 ** 24
/** Far apart in the slice, so that unplaced reads share few bases with their neighbours in the file. */
const DONOR_STRIDES = [7919, 4001] as const

/** The record being patched. */
const scratch = new Uint8Array(MAX_RECORD_BYTES)
const scratchView = viewOf(scratch)

/** @throws Error when the contigs have no room for that many copies */
export function tileBam(options: TileOptions, sink: Sink): BamIndex {
  const { header, records } = readBam(readFileSync(options.source))
  const lines = header.text.split('\n').filter((line) => line.startsWith('@RG') || line.startsWith('@PG'))
  const writer = new BamWriter(makeHeader({ contigs: options.contigs, lines }), sink, options)
  const slice = sliceOf(records, digitsFor(2 * options.copies))
  for (const [copy, site] of sitesOf(options, slice.span).entries()) writeCopy(writer, slice, site, copy)
  for (const record of unplacedRecords(options, slice.pieces)) writer.write(record)
  return writer.finish()
}

/** Streams the copies into `path` and writes the index to `path.bai`. */
export function tileBamFile(path: string, options: TileOptions): BamIndex {
  return intoFile(path, (sink) => tileBam(options, sink))
}

function sitesOf({ contigs, copies, firstPosition = 0 }: TileOptions, span: number): Site[] {
  const sites = contigs.flatMap(({ length }, contig) => {
    const room = Math.min(copies, Math.max(0, Math.floor((length - firstPosition) / span)))
    const site = { contig, contigLength: length, otherContig: (contig + 1) % contigs.length }
    return Array.from({ length: room }, (_, i) => ({ ...site, begin: firstPosition + i * span }))
  })
  if (sites.length >= copies) return sites.slice(0, copies)
  throw new Error(`the contigs have room for ${sites.length} copies of ${span} bases, not for ${copies}`)
}

function writeCopy(writer: BamWriter, { pieces, begin }: Slice, site: Site, copy: number): void {
  const shift = site.begin - begin
  for (const piece of pieces) {
    const bytes = scratch.subarray(0, piece.bytes.length)
    bytes.set(piece.bytes)
    const { begin, end, unmapped } = piece.placement
    const placement = { contig: site.contig, begin: begin + shift, end: end + shift, unmapped }
    scratchView.setInt32(4, placement.contig, true)
    scratchView.setInt32(8, placement.begin, true)
    scratchView.setUint16(14, binOf(placement.begin, placement.end), true)
    if (piece.mateBegin >= 0) placeMate(piece, site, shift)
    renameForCopy(nameOf(bytes), piece.places, copy)
    writer.writeBytes(bytes, placement)
  }
}

/** A mate beyond the slice keeps its distance, as far as the contig goes. */
function placeMate({ mateOnSlice, mateBegin }: Piece, site: Site, shift: number): void {
  const begin = mateOnSlice ? Math.max(0, Math.min(mateBegin + shift, site.contigLength - 1)) : 0
  scratchView.setInt32(24, mateOnSlice ? site.contig : site.otherContig, true)
  scratchView.setInt32(28, begin, true)
}

/** Bases and qualities from all over the slice, under the names of copies that were not written. */
function* unplacedRecords({ copies, unplacedShare = 0.01 }: TileOptions, pieces: readonly Piece[]) {
  const named = [...new Map(pieces.map((piece) => [latin1(nameOf(piece.bytes)), piece])).values()]
  const pairCount = Math.round((pieces.length * copies * unplacedShare) / 2)
  for (let pair = 0; pair < pairCount; pair++) {
    const { bytes, places } = named[pair % named.length]!
    const name = nameOf(bytes).slice()
    renameForCopy(name, places, copies + Math.floor(pair / named.length))
    for (const [mate, order] of [READ1, READ2].entries()) {
      const donor = pieces[(pair * DONOR_STRIDES[mate]! + mate) % pieces.length]!
      yield unplaced(readBamRecord(donor.bytes), latin1(name), order)
    }
  }
}

function unplaced(donor: AlignmentRecord, name: string, order: number): AlignmentRecord {
  return {
    name,
    flag: PAIRED | UNMAPPED | MATE_UNMAPPED | order,
    contig: -1,
    position: -1,
    mappingQuality: 0,
    cigar: [],
    mateContig: -1,
    matePosition: -1,
    templateLength: 0,
    sequence: donor.sequence,
    qualities: donor.qualities,
    tags: donor.tags.filter(([tag]) => tag === 'RG'),
  }
}
