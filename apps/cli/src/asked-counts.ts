// The measurement that `count` and `plan` were asked for, and the options with which they ask.
import type { StreamRequest } from '@genomsyn/engine'
import { type AlignmentHeader, checkReference, type ParsedHeader, type Reference, UsageError } from '@genomsyn/hts'
import type { Measurement } from '@genomsyn/partial'
import type { Command } from 'commander'
import { measurementOf, needsTerritory, requireBases } from './measurement.ts'
import { addCountsOption, type CountsOptions } from './options/counts.ts'
import { addExecutorOptions, type ExecutorOptions } from './options/executor.ts'
import { addInputOptions, type InputOptions } from './options/input.ts'
import { addOutputOption, type OutputOptions } from './options/output.ts'
import { addTerritoryOptions, type TerritoryOptions } from './options/territory.ts'
import { basesOf } from './reference-bases.ts'
import { scanReference } from './reference-scan.ts'

export type AskedCounts = CountsOptions & InputOptions & TerritoryOptions & ExecutorOptions & OutputOptions

export function addAskedCounts(command: Command): Command {
  addTerritoryOptions(addCountsOption(command))
  return addOutputOption(addExecutorOptions(addInputOptions(command)))
}

/** What was asked for must be had: bases that are not at hand are an error. */
export async function requestAsked(path: string, parsed: ParsedHeader, options: AskedCounts): Promise<StreamRequest> {
  const scanned = needsTerritory(options.counts) ? await scanReference(options) : null
  if (scanned !== null) checkReference({ path, header: parsed.header }, scanned)
  const measurement = await measureAsked(parsed.header, options, scanned)
  const isCram = parsed.format.name === 'CRAM'
  return {
    measurement: isCram ? requireBases(measurement) : measurement,
    reference: await basesOf(parsed, options, scanned),
  }
}

/** The standard, with its territory, is loaded for the counts that need one only. */
async function measureAsked(header: AlignmentHeader, options: AskedCounts, reference: Reference | null): Promise<Measurement> {
  if (!needsTerritory(options.counts)) return measureDepth(measurementOf(options.counts, null), options)
  const { chooseTerritory } = await import('./territory.ts')
  const territory = await chooseTerritory(header, options.regions, reference)
  if (territory === null) throw new UsageError('--regions', 'is needed for these counts, because the contigs are not GRCh38')
  return measureDepth(measurementOf(options.counts, territory), options)
}

function measureDepth(measurement: Measurement, { fastMode }: CountsOptions): Measurement {
  return fastMode ? { ...measurement, depth: { ...measurement.depth, fastMode } } : measurement
}
