// One sample of a `qc` call: input → counts → result → files and summary.
import { join } from 'node:path'
import type { Executor } from '@genomsyn/engine'
import { type AlignmentHeader, checkReference, type Reference } from '@genomsyn/hts'
import { formatGenomsynDocument, type SampleResult } from '@genomsyn/standard'
import { type RunFacts, summarise, writers } from '@genomsyn/writers'
import { writeFiles } from './atomic-files.ts'
import { countInput } from './count-input.ts'
import type { Input } from './input.ts'
import { documentMeasurement } from './measurement.ts'
import type { DetailOptions } from './options/detail.ts'
import type { ExecutorOptions } from './options/executor.ts'
import type { InputOptions } from './options/input.ts'
import type { ResultOptions } from './options/result.ts'
import type { SampleOptions } from './options/sample.ts'
import type { TerritoryOptions } from './options/territory.ts'
import { pickedReadGroups } from './read-groups.ts'
import { basesOf } from './reference-bases.ts'
import type { ResultNames } from './result-names.ts'
import { type SampleFacts, sampleResult } from './sample-result.ts'
import { print } from './standard-output.ts'
import { chooseTerritory } from './territory.ts'

export type SampleRunOptions = InputOptions & SampleOptions & TerritoryOptions & DetailOptions & ExecutorOptions & ResultOptions

/** What the samples of a call share. */
export interface Call {
  readonly options: SampleRunOptions
  readonly executor: Executor
  readonly workers: number
  readonly names: ResultNames
  /** Null when none was given. */
  readonly reference: Reference | null
}

/** @throws FileError when the input is damaged, the reference or the regions do not fit it, or the results cannot be written */
export async function runSample(input: Input, call: Call): Promise<void> {
  const { options, executor, workers } = call
  const started = performance.now()
  let facts: SampleFacts | undefined
  const counted = await countInput(
    input,
    async (parsed) => {
      facts = await factsOf(input, parsed.header, call)
      const reference = await basesOf(parsed, options, call.reference)
      const groups = { all: parsed.header.readGroups, picked: facts.readGroups }
      return { measurement: documentMeasurement(facts.territory, groups, options), reference }
    },
    { ...options, executor, workers },
  )
  const result = sampleResult(counted, facts!)
  const files = await writeResult(result, options)
  await tell(result, { seconds: (performance.now() - started) / 1000, bytes: counted.size, workers, files }, options)
}

async function factsOf(input: Input, header: AlignmentHeader, { options, names, reference }: Call): Promise<SampleFacts> {
  const sample = names.sampleOf(input, header)
  if (reference !== null) checkReference({ path: input.name, header }, reference)
  const territory = await chooseTerritory(header, options.regions, reference)
  const missingEofAllowed = options.allowMissingEof ?? false
  return { sample, territory, reference, readGroups: pickedReadGroups(header, options), missingEofAllowed }
}

/** The paths of the files written; none without a folder. */
async function writeResult(result: SampleResult, { out }: ResultOptions): Promise<string[]> {
  if (out === undefined) return []
  const files = writers.map((writer) => ({ path: join(out, writer.fileName(result.sample)), text: writer.write(result) }))
  await writeFiles(files)
  return files.map(({ path }) => path)
}

async function tell(result: SampleResult, run: RunFacts, { json = false, quiet = false }: ResultOptions): Promise<void> {
  if (json) await print(formatGenomsynDocument(result))
  else if (!quiet) await print(summarise(result, run))
}
