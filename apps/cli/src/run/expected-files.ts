// Completeness the other way: alignment files that lie where the sheet's do, or in folders asked for, and are in no line of it.
import { readdir } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import { FileError } from '@genomsyn/hts'
import type { SampleSheet } from '../sheet/sample-sheet.ts'

const ALIGNMENT_FILE = /\.(bam|cram)$/i

/**
 * Paths relative to the sheet, sorted.
 * @param folder looked through with all folders in it; the folders of the sheet's files alone when undefined
 * @throws FileError when the folder cannot be read
 */
export async function unexpectedFiles({ path, samples }: SampleSheet, folder: string | undefined): Promise<string[]> {
  const found =
    folder === undefined ? await besideSamples(samples.map((sample) => sample.path)) : await filesBelow(resolve(folder))
  const expected = new Set(samples.map((sample) => plain(sample.path)))
  const base = resolve(dirname(path))
  return [...new Set(found)]
    .filter((file) => !expected.has(plain(file)))
    .map((file) => relative(base, file))
    .toSorted()
}

/** Letters such as å are one character or two, by who wrote the name. */
function plain(path: string): string {
  return path.normalize('NFC')
}

/** A folder that is not there is told with the file in it. */
async function besideSamples(paths: readonly string[]): Promise<string[]> {
  const folders = [...new Set(paths.map((path) => dirname(path)))]
  const lists = await Promise.all(folders.map(async (folder) => await alignmentFiles(folder, false).catch(() => [])))
  return lists.flat()
}

async function filesBelow(folder: string): Promise<string[]> {
  try {
    return await alignmentFiles(folder, true)
  } catch (error) {
    const problem = `this folder cannot be read (${(error as NodeJS.ErrnoException).code})`
    throw new FileError('unreadable', folder, { problem, remedy: 'check the path given as --expect-all' })
  }
}

async function alignmentFiles(folder: string, recursive: boolean): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive })
  const files = entries.filter((entry) => !entry.isDirectory() && ALIGNMENT_FILE.test(entry.name))
  return files.map((entry) => join(entry.parentPath, entry.name))
}
