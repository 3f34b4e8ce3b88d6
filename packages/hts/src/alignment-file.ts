// An alignment file as the planner sees it: header, index, and what identifies it. Its records are the kernel's.
import type { FileHandle } from 'node:fs/promises'
import type { AlignmentIndex } from './alignment-index.ts'
import { type BamHeader, parseBamHeader, type ParsedHeader } from './bam-header.ts'
import { endsWithEofMarker, EOF_MARKER } from './bgzf.ts'
import { FileError } from './errors.ts'
import { findIndex, readIndexOf } from './index-discovery.ts'
import { readAt, withFile } from './local-file.ts'
import type { VirtualOffset } from './virtual-offset.ts'

export interface AlignmentFile {
  readonly path: string
  /** Bytes. */
  readonly size: number
  /** Time of the last change, ms since 1970. */
  readonly modifiedMs: number
  readonly inode: number
  readonly header: BamHeader
  readonly firstRecord: VirtualOffset
  /** True when the file ends with the BGZF end-of-file block. */
  readonly eofMarker: boolean
  readonly index: AlignmentIndex | null
}

export interface OpenOptions {
  /** Path of the index; else it is looked for beside the file. */
  readonly index?: string
  /** Read as if there were no index. */
  readonly noIndex?: boolean
  /** Take a file without the end-of-file block for whole. */
  readonly allowMissingEof?: boolean
}

/** First read of a header, and how much more each time it does not suffice. */
const HEADER_BYTES = 65536
const HEADER_GROWTH = 4

/**
 * Opens a BAM: reads its header and index, checks both and the end of the file.
 * @throws FileError when it is no whole BAM, or the index is not its index
 */
export async function openAlignmentFile(path: string, options: OpenOptions = {}): Promise<AlignmentFile> {
  return await withFile(path, 'missing', async (handle) => {
    const { size, mtimeMs: modifiedMs, ino: inode } = await handle.stat()
    const { header, firstRecord } = await readHeader(path, handle, size)
    const eofMarker = endsWithEofMarker(await readAt(handle, Math.max(0, size - EOF_MARKER.length), EOF_MARKER.length))
    if (!eofMarker && !options.allowMissingEof) throw missingEofMarker(path, size)
    const indexPath = options.noIndex ? null : (options.index ?? (await findIndex(path)))
    const indexed = { path, size, modifiedMs, contigCount: header.contigs.length }
    const index = indexPath === null ? null : await readIndexOf(indexed, handle, indexPath)
    return { path, size, modifiedMs, inode, header, firstRecord, eofMarker, index }
  })
}

/** @throws FileError when size, time or identity of the file are not as they were when it was opened */
export async function requireUnchanged(file: AlignmentFile): Promise<void> {
  await withFile(file.path, 'changed', async (handle) => {
    const { size, mtimeMs, ino } = await handle.stat()
    if (size === file.size && mtimeMs === file.modifiedMs && ino === file.inode) return
    const remedy = 'run again once nothing writes to it'
    throw new FileError('changed', file.path, { problem: 'the file changed while it was read', remedy })
  })
}

/** What to say of a file without the end-of-file block; `size` is where it should be. */
export function missingEofMarker(path: string, size: number): FileError {
  return new FileError('missing-eof', path, {
    problem: 'the BGZF end-of-file block is missing, so the file is probably cut short',
    remedy: 'copy it again from its source, or pass --allow-missing-eof if it is known to be whole',
    where: { virtualOffset: BigInt(size) << 16n },
  })
}

async function readHeader(path: string, handle: FileHandle, size: number): Promise<ParsedHeader> {
  for (let length = HEADER_BYTES; ; length *= HEADER_GROWTH) {
    const prefix = await readAt(handle, 0, Math.min(length, size))
    const parsed = parseBamHeader(path, prefix, length >= size)
    if (parsed !== null) return parsed
  }
}
