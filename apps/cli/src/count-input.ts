// Input to counts: a file through plan and executor, standard input as it comes. What counts mean is not known here.
import { basename } from 'node:path'
import { countStream, type Executor, type StreamRequest } from '@genomsyn/engine'
import { type AlignmentFile, type AlignmentHeader, type Format, type ParsedHeader, withContainers } from '@genomsyn/hts'
import type { PartialResult } from '@genomsyn/partial'
import { chooseShardCount, planFile } from '@genomsyn/plan'
import type { Input } from './input.ts'
import { showProgress } from './progress.ts'

/** What to count and where bases are, once the header is known. */
export type Measure = (parsed: ParsedHeader) => Promise<StreamRequest>

/** How to count; nothing of it can be seen in the counts. */
export interface Counting {
  readonly executor: Executor
  readonly workers: number
  /** By the size of the file when undefined. */
  readonly shards?: number | undefined
  readonly allowMissingEof?: boolean | undefined
  readonly quiet?: boolean | undefined
}

/** What was read and counted. */
export interface CountedInput {
  readonly format: Format
  readonly header: AlignmentHeader
  readonly partial: PartialResult
  readonly eofMarker: boolean
  /** Compressed bytes. */
  readonly size: number
}

/** @throws FileError when the input is damaged */
export async function countInput({ name, file }: Input, measure: Measure, counting: Counting): Promise<CountedInput> {
  if (file !== null) return await countFile(file, measure, counting)
  const { allowMissingEof = false } = counting
  return await countStream(process.stdin, name, measure, { allowMissingEof })
}

async function countFile(file: AlignmentFile, measure: Measure, counting: Counting): Promise<CountedInput> {
  const { executor, workers, shards = chooseShardCount(file.size, workers), quiet } = counting
  const { measurement, reference } = await measure(file)
  const indexed = shards === 1 ? file : await withContainers(file)
  const plan = planFile(indexed, measurement, shards, reference)
  const progress = showProgress(basename(file.path), quiet)
  let done = 0
  try {
    const partial = await executor.execute(indexed, plan, { onBytes: (bytes) => progress.reach((done += bytes), file.size) })
    const { format, header, eofMarker, size } = file
    return { format, header, partial, eofMarker, size }
  } finally {
    progress.end()
  }
}
