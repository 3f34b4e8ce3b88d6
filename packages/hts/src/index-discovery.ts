// Finding the index beside an alignment file, and reading it when it is the file's own.
import { type FileHandle, stat } from 'node:fs/promises'
import { type AlignmentIndex, readAlignmentIndex } from './alignment-index.ts'
import { FileError } from './errors.ts'
import { type IndexedFile, requireOwnIndex } from './index-check.ts'

/** As htslib looks for them. */
const INDEX_NAMES: readonly ((path: string) => string)[] = [
  (path) => `${path}.bai`,
  (path) => path.replace(/\.bam$/, '.bai'),
  (path) => `${path}.csi`,
  (path) => path.replace(/\.bam$/, '.csi'),
]

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
 * @param handle the file, open
 * @throws FileError naming the index
 */
export async function readIndexOf(file: IndexedFile, handle: FileHandle, indexPath: string): Promise<AlignmentIndex> {
  const index = await readAlignmentIndex(indexPath)
  const { mtimeMs } = await stat(indexPath)
  if (mtimeMs < file.modifiedMs) {
    const remedy = "make it anew with 'samtools index', or pass --no-index"
    throw new FileError('index-older', indexPath, { problem: `the index is older than ${file.path}`, remedy })
  }
  await requireOwnIndex(file, handle, index)
  return index
}
