// A real slice of an alignment file, held in memory for tiling: its records on one contig, in coordinate order.
import type { Placement } from '../bam/bam-index.ts'
import { viewOf } from '../bam/bam-reader.ts'
import { digitPlaces } from './copy-name.ts'
import { placementOf } from '../bam/record-placement.ts'

/** A record of the slice and what every copy of it needs to know. */
export interface Piece {
  /** The whole record, block_size included. */
  readonly bytes: Uint8Array
  readonly placement: Placement
  /** Digits of the name that change from copy to copy. */
  readonly places: readonly number[]
  /** -1 for none. */
  readonly mateBegin: number
  /** The mate is on the same contig. */
  readonly mateOnSlice: boolean
}

export interface Slice {
  readonly pieces: readonly Piece[]
  readonly begin: number
  readonly span: number
}

/**
 * The records on the contig that has most of them.
 * @throws Error when no record has a place, or a name too few digits
 */
export function sliceOf(records: readonly Uint8Array[], digitCount: number): Slice {
  const contig = busiestContig(records)
  const placed = records.filter((record) => placementOf(record).contig === contig)
  const pieces = placed.map((record) => pieceOf(record, digitCount)).sort(byPosition)
  const { begin } = pieces[0]!.placement
  const end = pieces.reduce((furthest, { placement }) => Math.max(furthest, placement.end), 0)
  return { pieces, begin, span: end - begin }
}

/** The name's bytes, as a view into the record. */
export function nameOf(record: Uint8Array): Uint8Array {
  return record.subarray(36, 36 + record[12]! - 1)
}

function busiestContig(records: readonly Uint8Array[]): number {
  const counts = new Map<number, number>()
  for (const record of records) {
    const { contig } = placementOf(record)
    if (contig >= 0) counts.set(contig, (counts.get(contig) ?? 0) + 1)
  }
  const [busiest] = [...counts].toSorted(([, a], [, b]) => b - a)
  if (busiest === undefined) throw new Error('the slice has no placed record')
  return busiest[0]
}

function pieceOf(bytes: Uint8Array, digitCount: number): Piece {
  const view = viewOf(bytes)
  const placement = placementOf(bytes)
  const places = digitPlaces(nameOf(bytes), digitCount)
  const mateOnSlice = view.getInt32(24, true) === placement.contig
  return { bytes, placement, places, mateBegin: view.getInt32(28, true), mateOnSlice }
}

function byPosition({ placement: a }: Piece, { placement: b }: Piece): number {
  return a.begin - b.begin
}
