// Finding the index of an alignment file, and finding out whether it is its index.
// Sampled, not proven: at each seam of two shards the records themselves are compared again.
import { type FileHandle, stat } from 'node:fs/promises'
import { type AlignmentIndex, readAlignmentIndex } from './alignment-index.ts'
import { blockLengthAt, MAX_BLOCK_BYTES } from './bgzf.ts'
import { FileError } from './errors.ts'
import { InflatedPrefix } from './inflated-prefix.ts'
import { readAt } from './local-file.ts'
import type { VirtualOffset } from './virtual-offset.ts'

/** As htslib looks for them: name with suffix first. */
const INDEX_NAMES: readonly ((path: string) => string)[] = [
  (path) => `${path}.bai`,
  (path) => path.replace(/\.bam$/, '.bai'),
  (path) => `${path}.csi`,
  (path) => path.replace(/\.bam$/, '.csi'),
]

/** Contigs whose first record is looked up; each costs a read and two inflated blocks. */
const PROBES = 4

/** The open file an index has to fit. */
export interface IndexedFile {
  readonly path: string
  readonly size: number
  readonly modifiedMs: number
  readonly contigCount: number
}

/** Path of the index beside the file, or null. */
export async function findIndex(path: string): Promise<string | null> {
  for (const nameOf of INDEX_NAMES) {
    const candidate = nameOf(path)
    if (candidate !== path && (await stat(candidate).catch(() => null))?.isFile()) return candidate
  }
  return null
}

/**
 * Reads the index and checks that it belongs to the file and is not older.
 * @throws FileError naming the index
 */
export async function readIndexOf(file: IndexedFile, handle: FileHandle, indexPath: string): Promise<AlignmentIndex> {
  const index = await readAlignmentIndex(indexPath)
  const { mtimeMs } = await stat(indexPath)
  if (mtimeMs < file.modifiedMs) throw olderIndex(indexPath, file.path)
  requireFittingOffsets(file, index)
  await requireRecordsInPlace(file, handle, index)
  return index
}

function olderIndex(indexPath: string, path: string): FileError {
  const remedy = "make it anew with 'samtools index', or pass --no-index"
  return new FileError('index-older', indexPath, { problem: `the index is older than ${path}`, remedy })
}

function mismatch(file: IndexedFile, index: AlignmentIndex, what: string): FileError {
  const remedy = "make it anew with 'samtools index', or pass --no-index"
  return new FileError('index-mismatch', index.path, { problem: `the index does not belong to ${file.path}: ${what}`, remedy })
}

/** As many contigs, in the file's order, within the file. */
function requireFittingOffsets(file: IndexedFile, index: AlignmentIndex): void {
  if (index.contigCount !== file.contigCount) {
    throw mismatch(file, index, `it has ${index.contigCount} contigs, the header ${file.contigCount}`)
  }
  let last = 0
  for (const { begin, end } of ranges(index)) {
    if (begin.block < last || end.block < begin.block) throw mismatch(file, index, 'its contigs are not in order')
    if (end.block > file.size) throw mismatch(file, index, `it points at offset ${end.block} of ${file.size} bytes`)
    last = end.block
  }
}

function ranges(index: AlignmentIndex): { contig: number; begin: VirtualOffset; end: VirtualOffset }[] {
  return Array.from({ length: index.contigCount }, (_, contig) => ({ contig, range: index.contigRange(contig) })).flatMap(
    ({ contig, range }) => (range === null ? [] : [{ contig, ...range }]),
  )
}

/** Looks at records the index points at: are they of the contig it says, and do unplaced ones follow the last? */
async function requireRecordsInPlace(file: IndexedFile, handle: FileHandle, index: AlignmentIndex): Promise<void> {
  const all = ranges(index)
  const step = Math.max(1, Math.floor(all.length / PROBES))
  const probes = all.filter((_, i) => i % step === 0).map(({ contig, begin }) => ({ contig, at: begin }))
  for (const { contig, at } of probes) {
    const found = await contigOfRecord(file.path, handle, at)
    if (found !== contig) throw mismatch(file, index, `contig number ${contig + 1} does not begin where it says`)
  }
  if (index.endOfPlaced === null) return
  const after = await contigOfRecord(file.path, handle, index.endOfPlaced)
  if (after !== UNPLACED && after !== 'end') throw mismatch(file, index, 'placed records follow its last one')
}

const UNPLACED = -1

/** refID of the record at the offset; "end" when the file ends there, null when there is no record. */
async function contigOfRecord(path: string, handle: FileHandle, at: VirtualOffset): Promise<number | 'end' | null> {
  const bytes = await readAt(handle, at.block, 2 * MAX_BLOCK_BYTES)
  if (bytes.length === 0) return 'end'
  if (blockLengthAt(bytes, 0) === -1) return null
  const source = new InflatedPrefix(path, bytes, at.block)
  if (source.has(at.within + 8)) return source.bytes.readInt32LE(at.within + 4)
  return source.bytes.length === at.within ? 'end' : null
}
