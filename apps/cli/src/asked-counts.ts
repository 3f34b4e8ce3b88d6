// The measurement that `count` and `plan` were asked for, and the options with which they ask.
import { type BamHeader, UsageError } from '@genomsyn/hts'
import type { Measurement } from '@genomsyn/partial'
import type { Command } from 'commander'
import { measurementOf, needsTerritory } from './measurement.ts'
import { addCountsOption, type CountsOptions } from './options/counts.ts'
import { addExecutorOptions, type ExecutorOptions } from './options/executor.ts'
import { addInputOptions, type InputOptions } from './options/input.ts'
import { addOutputOption, type OutputOptions } from './options/output.ts'
import { addTerritoryOptions, type TerritoryOptions } from './options/territory.ts'

export type AskedCounts = CountsOptions & InputOptions & TerritoryOptions & ExecutorOptions & OutputOptions

export function addAskedCounts(command: Command): Command {
  addTerritoryOptions(addCountsOption(command))
  return addOutputOption(addExecutorOptions(addInputOptions(command)))
}

/** The standard, with its territory, is loaded for the counts that need one only. */
export async function measureAsked(path: string, header: BamHeader, options: AskedCounts): Promise<Measurement> {
  if (!needsTerritory(options.counts)) return measurementOf(options.counts, null)
  const [{ chooseTerritory }, { scanReference }] = await Promise.all([import('./territory.ts'), import('./reference-scan.ts')])
  const reference = await scanReference(options)
  if (reference !== null) (await import('@genomsyn/hts')).checkReference({ path, header }, reference)
  const territory = await chooseTerritory(header, options.regions, reference)
  if (territory === null) throw new UsageError('--regions', 'is needed for these counts, because the contigs are not GRCh38')
  return measurementOf(options.counts, territory)
}
