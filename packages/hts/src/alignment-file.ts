// An alignment file as the planner sees it: header, index, and what identifies it. Its records are the kernel's.
import type { FileHandle } from 'node:fs/promises'
import type { AlignmentIndex } from './alignment-index.ts'
import type { AlignmentHeader, Format, ParsedHeader } from './alignment-header.ts'
import { END_BYTES, endsWhole, missingEnd } from './end-of-file.ts'
import { FileError } from './errors.ts'
import { parseHeader } from './header-parsing.ts'
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
  readonly format: Format
  readonly header: AlignmentHeader
  /** For CRAM, where the first container of records begins. */
  readonly firstRecord: VirtualOffset
  /** True when the file ends with the end-of-file block, or container. */
  readonly eofMarker: boolean
  readonly index: AlignmentIndex | null
}

export interface OpenOptions {
  /** Path of the index; else it is looked for beside the file. */
  readonly index?: string
  /** Read as if there were no index. */
  readonly noIndex?: boolean
  /** Take a file without the end-of-file block, or container, for whole. */
  readonly allowMissingEof?: boolean
}

/** First read of a header, and how much more each time it does not suffice. */
const HEADER_BYTES = 65536
const HEADER_GROWTH = 4

/**
 * Opens a BAM or CRAM: reads its header and index, checks both and the end of the file.
 * @throws FileError when it is no whole BAM or CRAM, or the index is not its index
 */
export async function openAlignmentFile(path: string, options: OpenOptions = {}): Promise<AlignmentFile> {
  return await withFile(path, 'missing', async (handle) => {
    const { size, mtimeMs: modifiedMs, ino: inode } = await handle.stat()
    const parsed = await readHeader(path, handle, size)
    const { format, header } = parsed
    const eofMarker = endsWhole(format, await readAt(handle, Math.max(0, size - END_BYTES), END_BYTES))
    if (!eofMarker && !options.allowMissingEof) throw missingEnd(path, format, size)
    const indexPath = options.noIndex ? null : (options.index ?? (await findIndex(path, format)))
    const indexed = { path, size, modifiedMs, format, contigCount: header.contigs.length }
    const index = indexPath === null ? null : await readIndexOf(indexed, handle, indexPath)
    return { path, size, modifiedMs, inode, ...parsed, eofMarker, index }
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

async function readHeader(path: string, handle: FileHandle, size: number): Promise<ParsedHeader> {
  for (let length = HEADER_BYTES; ; length *= HEADER_GROWTH) {
    const prefix = await readAt(handle, 0, Math.min(length, size))
    const parsed = parseHeader(path, prefix, length >= size)
    if (parsed !== null) return parsed
  }
}
