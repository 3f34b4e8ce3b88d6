// Saved `<sample>.genomsyn.json` files, read back. What they mean is the standard's affair.
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { FileError } from '@genomsyn/hts'
import { isFault, readDocument, readVerdict, type SavedDocument, type SavedVerdict, withoutReadGroups } from '@genomsyn/standard'
import { readTextFile } from './text-file.ts'

const SUFFIX = '.genomsyn.json'
const REMEDY = `name the file <sample>${SUFFIX} that genomsyn qc wrote`

/** @throws FileError when it is missing, or no document that can be read */
export async function readSavedDocument(path: string): Promise<SavedDocument> {
  const document = readDocument(parse(path, await readTextFile(path)))
  if (!isFault(document)) return document
  const problem = `this is no result of genomsyn: at ${document.path}: ${document.problem}`
  throw new FileError('unreadable', path, { problem, remedy: REMEDY })
}

/** @throws FileError when it is missing, or no verdict that can be read */
export async function readSavedVerdict(path: string): Promise<SavedVerdict> {
  const verdict = readVerdict(parse(path, await readTextFile(path)))
  if (!isFault(verdict)) return verdict
  const problem = `this is no verdict of genomsyn: at ${verdict.path}: ${verdict.problem}`
  throw new FileError('unreadable', path, { problem, remedy: 'make it again with genomsyn verdict' })
}

/**
 * The document as it would be had these read groups not been in the file.
 * @throws FileError when it cannot be told from what the document keeps
 */
export function without(path: string, document: SavedDocument, ids: readonly string[]): SavedDocument {
  if (ids.length === 0) return document
  const rest = withoutReadGroups(document, ids)
  if (!isFault(rest)) return rest
  const problem = `it cannot be judged without ${ids.join(', ')}: ${rest.problem}`
  throw new FileError('unreadable', path, { problem, remedy: 'name a read group of its section read_groups' })
}

/**
 * Paths of the documents in a folder and in those below it, in order.
 * @throws FileError when the folder cannot be read or holds none
 */
export async function documentsBelow(folder: string): Promise<string[]> {
  const paths = (await entriesOf(folder)).filter((path) => path.endsWith(SUFFIX)).toSorted()
  if (paths.length > 0) return paths.map((path) => join(folder, path))
  throw new FileError('missing', folder, {
    problem: `there is no file ending in ${SUFFIX} in this folder`,
    remedy: 'check the path',
  })
}

async function entriesOf(folder: string): Promise<string[]> {
  try {
    return await readdir(folder, { recursive: true })
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    const problem = code === 'ENOENT' ? 'there is no such folder' : code === 'ENOTDIR' ? 'this is no folder' : message
    throw new FileError(code === 'ENOENT' ? 'missing' : 'unreadable', folder, { problem, remedy: 'check the path' })
  }
}

function parse(path: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new FileError('unreadable', path, { problem: `this is no JSON (${(error as Error).message})`, remedy: REMEDY })
  }
}
