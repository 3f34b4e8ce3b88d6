// Does an index belong to a file? Sampled, not proven: at each seam of two shards the records are compared again.
import type { FileHandle } from 'node:fs/promises'
import type { AlignmentIndex } from './alignment-index.ts'
import { blockLengthAt, MAX_BLOCK_BYTES } from './bgzf.ts'
import { FileError } from './errors.ts'
import { InflatedPrefix } from './inflated-prefix.ts'
import { readAt } from './local-file.ts'
import type { VirtualOffset } from './virtual-offset.ts'

/** Contigs whose first record is looked up; each costs a read and two inflated blocks. */
const PROBES = 4

/** The file an index has to fit. */
export interface IndexedFile {
  readonly path: string
  /** Bytes. */
  readonly size: number
  /** Time of the last change, ms since 1970. */
  readonly modifiedMs: number
  readonly contigCount: number
}

/** A contig with records, and where they lie. */
interface OccupiedContig {
  readonly contig: number
  readonly begin: VirtualOffset
  readonly end: VirtualOffset
}

/** @throws FileError `index-mismatch` when contigs, offsets or the records found there are not as the index says */
export async function requireOwnIndex(file: IndexedFile, handle: FileHandle, index: AlignmentIndex): Promise<void> {
  const occupied = occupiedContigs(index)
  const fault =
    faultOfOffsets(file, index, occupied) ??
    (await faultOfRecords(file, handle, occupied)) ??
    (await faultOfEnd(file, handle, index))
  if (fault === null) return
  const remedy = "make it anew with 'samtools index', or pass --no-index"
  throw new FileError('index-mismatch', index.path, { problem: `the index does not belong to ${file.path}: ${fault}`, remedy })
}

function occupiedContigs(index: AlignmentIndex): OccupiedContig[] {
  const occupied: OccupiedContig[] = []
  for (let contig = 0; contig < index.contigCount; contig++) {
    const range = index.contigRange(contig)
    if (range !== null) occupied.push({ contig, ...range })
  }
  return occupied
}

/** As many contigs as the header, in order, within the file. */
function faultOfOffsets(file: IndexedFile, index: AlignmentIndex, occupied: readonly OccupiedContig[]): string | null {
  if (index.contigCount !== file.contigCount) return `it has ${index.contigCount} contigs, the header ${file.contigCount}`
  let last = 0
  for (const { begin, end } of occupied) {
    if (begin.block < last || end.block < begin.block) return 'its contigs are not in order'
    if (end.block > file.size) return `it points at offset ${end.block} of ${file.size} bytes`
    last = end.block
  }
  return null
}

/** The first records of a few contigs lie where it says. */
async function faultOfRecords(
  file: IndexedFile,
  handle: FileHandle,
  occupied: readonly OccupiedContig[],
): Promise<string | null> {
  const step = Math.ceil(occupied.length / PROBES)
  for (const { contig, begin } of occupied.filter((_, i) => i % step === 0)) {
    const found = await contigOfRecord(file.path, handle, begin)
    if (found !== contig) return `no record of contig ${contig + 1} of ${file.contigCount} begins where it says`
  }
  return null
}

/** Behind the last placed record come unplaced ones, or nothing. */
async function faultOfEnd(file: IndexedFile, handle: FileHandle, index: AlignmentIndex): Promise<string | null> {
  if (index.endOfPlaced === null) return null
  const found = await contigOfRecord(file.path, handle, index.endOfPlaced)
  return found === UNPLACED || found === 'end' ? null : 'the last placed record does not end where it says'
}

const UNPLACED = -1

/** refID of the record at the offset; "end" when the file ends there, null when no record begins there. */
async function contigOfRecord(path: string, handle: FileHandle, at: VirtualOffset): Promise<number | 'end' | null> {
  const bytes = await readAt(handle, at.block, 2 * MAX_BLOCK_BYTES)
  if (bytes.length > 0 && blockLengthAt(bytes, 0) === -1) return null
  const source = new InflatedPrefix(path, bytes, at.block)
  if (source.has(at.within + 8)) return source.bytes.readInt32LE(at.within + 4)
  return source.length === at.within ? 'end' : null
}
