// What a run was asked for, as it is kept in its folder: `run status`, `run rerun` and `override` need no more than the folder.
import { resolve } from 'node:path'
import { FileError } from '@genomsyn/hts'
import type { RunRecord } from '@genomsyn/writers'
import { writeCheckpoint } from '../atomic-files.ts'
import type { SheetSample } from '../sheet/sample-sheet.ts'
import { readTextFile } from '../text-file.ts'
import type { RunFolder } from './run-folder.ts'

export interface RunRequest {
  readonly sheet: string
  /** What was asked for as `--profile`: a name, or an absolute path. */
  readonly profileChoice: string
  readonly profile: RunRecord['profile']
  readonly samples: readonly SheetSample[]
  readonly unexpectedFiles: readonly string[]
  /** Whether the files that are not in the sheet were asked for. */
  readonly expectAll: boolean
  readonly measuring: MeasuringRequest
}

/** Options that results depend on; paths are absolute. */
export interface MeasuringRequest {
  readonly reference?: string
  readonly referenceCache?: string
  readonly regions?: string
  readonly allowMissingEof?: boolean
}

export function measuringRequest({ reference, referenceCache, regions, allowMissingEof }: MeasuringRequest): MeasuringRequest {
  return {
    ...(reference === undefined ? {} : { reference: resolve(reference) }),
    ...(referenceCache === undefined ? {} : { referenceCache: resolve(referenceCache) }),
    ...(regions === undefined ? {} : { regions: resolve(regions) }),
    ...(allowMissingEof === undefined ? {} : { allowMissingEof }),
  }
}

export async function keepRequest(folder: RunFolder, request: RunRequest): Promise<void> {
  await writeCheckpoint({ path: folder.requestFile, text: JSON.stringify(request) })
}

/** @throws FileError when the folder is none of a run */
export async function readRequest(folder: RunFolder): Promise<RunRequest> {
  try {
    return JSON.parse(await readTextFile(folder.requestFile)) as RunRequest
  } catch {
    const remedy = 'name the folder that was given to genomsyn run as --out'
    throw new FileError('missing', folder.path, { problem: 'this is no folder of a run', remedy })
  }
}
