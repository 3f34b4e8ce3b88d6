// Finding the index beside an alignment file, and reading it when it is the file's own.
import { type FileHandle, stat } from 'node:fs/promises'
import type { Format } from './alignment-header.ts'
import { type AlignmentIndex, parseAlignmentIndex } from './alignment-index.ts'
import { readCrai } from './crai.ts'
import { FileError } from './errors.ts'
import { type IndexedFile, requireOwnIndex } from './index-check.ts'
import { readWhole } from './local-file.ts'

/** As htslib looks for them. The BAI that htsjdk may write beside a CRAM is of no use, and not looked for. */
const INDEX_NAMES: Readonly<Record<Format['name'], readonly ((path: string) => string)[]>> = {
  BAM: [
    (path) => `${path}.bai`,
    (path) => path.replace(/\.bam$/, '.bai'),
    (path) => `${path}.csi`,
    (path) => path.replace(/\.bam$/, '.csi'),
  ],
  CRAM: [(path) => `${path}.crai`, (path) => path.replace(/\.cram$/, '.crai')],
}

/** Path of the index beside the file, or null. */
export async function findIndex(path: string, format: Format): Promise<string | null> {
  for (const nameOf of INDEX_NAMES[format.name]) {
    const candidate = nameOf(path)
    if (candidate !== path && (await stat(candidate).catch(() => null))?.isFile()) return candidate
  }
  return null
}

/**
 * Reads the index and checks that it belongs to the file and is not older. Null when it does not help: a CRAM out of order.
 * @param handle the file, open
 * @throws FileError naming the index
 */
export async function readIndexOf(
  file: IndexedFile & { readonly format: Format },
  handle: FileHandle,
  path: string,
): Promise<AlignmentIndex | null> {
  const bytes = await readWhole(path, 'index-missing')
  const bamIndex = file.format.name === 'BAM' ? parseAlignmentIndex(path, bytes) : null
  await requireNotOlder(file, path)
  if (file.format.name === 'CRAM') return await readCrai({ ...file, version: file.format.version }, handle, { path, bytes })
  await requireOwnIndex(file, handle, bamIndex!)
  return bamIndex
}

async function requireNotOlder(file: IndexedFile, indexPath: string): Promise<void> {
  const { mtimeMs } = await stat(indexPath)
  if (mtimeMs >= file.modifiedMs) return
  const remedy = "make it anew with 'samtools index', or pass --no-index"
  throw new FileError('index-older', indexPath, { problem: `the index is older than ${file.path}`, remedy })
}
