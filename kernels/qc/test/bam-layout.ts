// Records as a run of BGZF blocks, with the virtual offset of each: what tests need to begin a shard anywhere.
import { type AlignmentRecord, bamRecordBytes, endPosition, flags } from '@genomsyn/simulate'
import type { Interval } from '@genomsyn/partial'
import type { Sample } from './arbitrary-records.ts'
import { block, EOF_BLOCK, join } from './byte-vectors.ts'
import type { Locus } from './drive-kernel.ts'

export interface VirtualOffset {
  readonly block: number
  readonly within: number
}

export interface Layout {
  readonly file: Uint8Array
  /** Of each record, in file order. */
  readonly offsets: readonly VirtualOffset[]
  /** Behind the last record. */
  readonly end: VirtualOffset
}

/** Blocks of so many inflated bytes, wherever records end. */
export function layOut(records: readonly AlignmentRecord[], payloadBytes: number): Layout {
  const bytes = records.map(bamRecordBytes)
  const payload = join(...bytes)
  const blocks: Uint8Array[] = []
  const starts: number[] = []
  let size = 0
  for (let at = 0; at < payload.length; at += payloadBytes) {
    const next = block(payload.subarray(at, at + payloadBytes))
    starts.push(size)
    blocks.push(next)
    size += next.length
  }
  let at = 0
  const offsets = bytes.map(({ length }) => {
    const offset = { block: starts[Math.floor(at / payloadBytes)]!, within: at % payloadBytes }
    at += length
    return offset
  })
  return { file: join(...blocks, EOF_BLOCK), offsets, end: { block: size, within: 0 } }
}

/** Index of the first record that a shard beginning at `first` has to see: it reaches behind it, or begins there. */
export function firstNeeded({ records, contigs }: Sample, first: Locus): number {
  const index = records.findIndex((record) => {
    const contig = record.contig < 0 ? contigs.length : record.contig
    if (contig !== first.contig) return contig > first.contig
    const end = record.flag & flags.UNMAPPED ? record.position + 1 : endPosition(record)
    return contig === contigs.length || Math.max(end, record.position + 1) > first.position
  })
  return index < 0 ? records.length : index
}

/** The contigs less their N positions. */
export function territoryOf({ contigs }: Sample): Interval[] {
  return contigs.flatMap(({ length, gaps }, contig) => {
    const isKnown = (i: number): boolean => i >= 0 && i < length && !gaps.some(([start, end]) => start <= i && i < end)
    const borders = Array.from({ length: length + 1 }, (_, i) => i).filter((i) => isKnown(i) !== isKnown(i - 1))
    return borders.flatMap((start, i) => (i % 2 === 0 ? [{ contig, start, end: borders[i + 1]! }] : []))
  })
}
