// Files that appear whole or not at all: written beside their final names, synchronised, then renamed.
import { closeSync, openSync } from 'node:fs'
import { randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, open, readdir, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { FileError } from '@genomsyn/hts'
import { keepIfStopped, removeIfStopped } from './stop.ts'

/** A file to write, by its final path. */
export interface NewFile {
  readonly path: string
  readonly text: string
}

/**
 * Makes the folder if need be, and something in it, since only that shows that it can be written to. Asked before any work.
 * @throws FileError when it cannot be made or written to
 */
export async function requireFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true })
    await rmdir(await mkdtemp(join(folder, '.genomsyn-')))
  } catch (error) {
    throw unwritable(folder, error as NodeJS.ErrnoException)
  }
}

/**
 * Writes all of them, or none when one cannot be written. Earlier files of these names are replaced.
 * @throws FileError when the disk is full or the folder cannot be written to
 */
export async function writeFiles(files: readonly NewFile[]): Promise<void> {
  const drafts = files.map(({ path, text }) => ({ path, text, draft: draftOf(path) }))
  try {
    for (const { draft, text } of drafts) await writeDurably(draft, text)
    for (const { draft, path } of drafts) await rename(draft, path)
  } catch (error) {
    for (const { draft } of drafts) await rm(draft, { force: true })
    throw unwritable(dirname(files[0]!.path), error as NodeJS.ErrnoException)
  } finally {
    for (const { draft } of drafts) keepIfStopped(draft)
  }
}

/**
 * As `writeFiles` for one file, but not synchronised: for what may be lost when the machine fails, as long as it is never half.
 * A file that the machine lost half of must be told from a whole one by its content.
 * @throws FileError when the disk is full or the folder cannot be written to
 */
export async function writeCheckpoint({ path, text }: NewFile): Promise<void> {
  const draft = draftOf(path)
  try {
    await mkdir(dirname(path), { recursive: true })
    beginDraft(draft)
    await writeFile(draft, text, { flag: 'r+' })
    await rename(draft, path)
  } catch (error) {
    await rm(draft, { force: true })
    throw unwritable(dirname(path), error as NodeJS.ErrnoException)
  } finally {
    keepIfStopped(draft)
  }
}

/** Removes what a process that was killed left half-written in the folder; nobody else may be writing to it. */
export async function removeDrafts(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => [])
  for (const name of names) if (DRAFT.test(name)) await rm(join(folder, name), { force: true })
}

/**
 * Writes one file; what lies there and is no regular file, such as a device or a pipe, is written to as it is.
 * @throws FileError when the disk is full or it cannot be written to
 */
export async function writeOneFile(file: NewFile): Promise<void> {
  const present = await stat(file.path).catch(() => null)
  if (present === null || present.isFile()) return await writeFiles([file])
  try {
    await writeFile(file.path, file.text)
  } catch (error) {
    throw unwritable(file.path, error as NodeJS.ErrnoException)
  }
}

const DRAFT = /^\..+\.[0-9a-f]{8}-[0-9a-f-]{27}\.tmp$/

/** In the same folder, or the rename would copy. */
function draftOf(path: string): string {
  return join(dirname(path), `.${basename(path)}.${randomUUID()}.tmp`)
}

/** In one step: a signal must not come between, or a file that is being opened then appears after all were removed. */
function beginDraft(path: string): void {
  removeIfStopped(path)
  closeSync(openSync(path, 'wx'))
}

async function writeDurably(path: string, text: string): Promise<void> {
  beginDraft(path)
  const handle = await open(path, 'r+')
  try {
    await handle.writeFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

const problems: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EACCES: 'no permission to write here',
  EPERM: 'no permission to write here',
  EROFS: 'the file system is read-only',
  EISDIR: 'a folder lies where the file should be',
  EEXIST: 'a file lies where the output folder should be',
  ENOTDIR: 'a file lies where the output folder should be',
}

/** What a refusal of the system to write means. */
export function unwritable(folder: string, { code = '', message }: NodeJS.ErrnoException): FileError {
  const full = code === 'ENOSPC' || code === 'EDQUOT'
  const remedy = full ? 'make room and run again' : 'choose another place with --out'
  return new FileError(full ? 'disk-full' : 'output-unwritable', folder, { problem: problems[code] ?? message, remedy })
}
