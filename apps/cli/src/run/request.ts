// What a run was asked for, as it is kept in its folder: `run status`, `run rerun` and `override` need no more than the folder.
import { resolve } from 'node:path'
import { FileError } from '@genomsyn/hts'
import { formatJson, type JsonObject, type Profile } from '@genomsyn/standard'
import type { RunRecord } from '@genomsyn/writers'
import { asJson } from '../as-json.ts'
import { writeCheckpoint } from '../atomic-files.ts'
import type { ExecutorName, RunExecutorOptions } from '../options/run-executor.ts'
import { chooseProfile } from '../profile-choice.ts'
import type { SheetSample } from '../sheet/sample-sheet.ts'
import { readTextFile } from '../text-file.ts'
import type { RunFolder } from './run-folder.ts'

export interface RunRequest {
  readonly sheet: string
  readonly profile: RunRecord['profile']
  readonly samples: readonly SheetSample[]
  readonly unexpectedFiles: readonly string[]
  /** Whether the files that are not in the sheet were asked for. */
  readonly expectAll: boolean
  readonly measuring: MeasuringRequest
  /** Version of the command that took the request. */
  readonly version: string
  /** Where the run was last started; `run rerun` starts it there again. */
  readonly executor: ExecutorRequest
}

/** Nothing of it can be seen in the results. */
export interface ExecutorRequest {
  readonly name: ExecutorName
  readonly slurm?: readonly string[]
  readonly workers?: number
  /** Bytes. */
  readonly memory?: number
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

/** As asked for now, else as it was; options for Slurm are added to those before, and the last of a kind holds. */
export function executorRequest(options: RunExecutorOptions, before?: ExecutorRequest): ExecutorRequest {
  const name = options.executor ?? before?.name ?? 'local'
  if (name === 'local') return { name }
  const { slurm = [], workers = before?.workers, memory = before?.memory } = options
  return {
    name,
    slurm: [...(before?.slurm ?? []), ...slurm],
    ...(workers === undefined ? {} : { workers }),
    ...(memory === undefined ? {} : { memory }),
  }
}

/** The profile is kept with it: its file may change before the run is judged, rerun or looked into. */
export async function keepRequest(folder: RunFolder, request: RunRequest, profile: Profile): Promise<void> {
  await writeCheckpoint({ path: folder.profileFile, text: formatJson(asJson(profile) as JsonObject) })
  await writeCheckpoint({ path: folder.requestFile, text: JSON.stringify(request) })
}

/** @throws FileError when it is not there, or was changed to what is no profile */
export async function keptProfile(folder: RunFolder): Promise<Profile> {
  return await chooseProfile(folder.profileFile)
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
