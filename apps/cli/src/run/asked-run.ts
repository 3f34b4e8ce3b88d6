// A sheet and options to the request of a run.
import { basename } from 'node:path'
import { type FileError, UsageError } from '@genomsyn/hts'
import type { Profile } from '@genomsyn/standard'
import { sentenceFor } from '../exit-codes.ts'
import type { RunExecutorOptions } from '../options/run-executor.ts'
import type { TerritoryOptions } from '../options/territory.ts'
import { readSampleSheet, type SampleSheet } from '../sheet/sample-sheet.ts'
import { readTextBytes } from '../text-file.ts'
import { version as toolVersion } from '../version.ts'
import { unexpectedFiles } from './expected-files.ts'
import { executorRequest, measuringRequest, type RunRequest } from './request.ts'

export interface SheetOptions extends TerritoryOptions, RunExecutorOptions {
  readonly profile: string
  readonly out: string
  readonly expectAll?: string
  readonly allowMissingEof?: boolean
}

/**
 * Tells everything that is wrong with the sheet, one sentence each.
 * @throws FileError the last of them
 */
export async function readSheet(path: string): Promise<SampleSheet> {
  const sheet = await readSampleSheet(path)
  if ('samples' in sheet) return sheet
  for (const fault of sheet.slice(0, -1)) console.error(sentenceFor(fault))
  throw sheet.at(-1) as FileError
}

/** @throws FileError when the folder of `--expect-all` cannot be read */
export async function requestOf(sheet: SampleSheet, profile: Profile, options: SheetOptions): Promise<RunRequest> {
  const { name, version, status } = profile
  return {
    sheet: basename(sheet.path),
    profile: { name, version, status },
    samples: sheet.samples,
    unexpectedFiles: await unexpectedFiles(sheet, options.expectAll),
    expectAll: options.expectAll !== undefined,
    measuring: measuringRequest(options),
    version: toolVersion,
    executor: executorRequest(options),
  }
}

/**
 * Every sample would meet the same: it is told once, before any work.
 * @throws UsageError when the file cannot be read
 */
export async function requireRegions({ regions }: TerritoryOptions): Promise<void> {
  if (regions === undefined) return
  await readTextBytes(regions).catch((error: unknown) => {
    throw new UsageError('--regions', (error as Error).message)
  })
}
