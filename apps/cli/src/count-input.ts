// Input to counts: a file through plan and executor, standard input as it comes. What counts mean is not known here.
import { basename } from 'node:path'
import { countStream, type Executor } from '@genomsyn/engine'
import type { AlignmentFile, BamHeader } from '@genomsyn/hts'
import type { Measurement, PartialResult } from '@genomsyn/partial'
import { chooseShardCount, planFile } from '@genomsyn/plan'
import type { Input } from './input.ts'
import { showProgress } from './progress.ts'

/** What to count, once the header is known. */
export type Measure = (header: BamHeader) => Measurement | Promise<Measurement>

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
  readonly header: BamHeader
  readonly partial: PartialResult
  readonly eofMarker: boolean
  /** Compressed bytes. */
  readonly size: number
}

/** @throws FileError when the input is damaged */
export async function countInput({ name, file }: Input, measure: Measure, counting: Counting): Promise<CountedInput> {
  if (file !== null) return await countFile(file, measure, counting)
  const { allowMissingEof = false } = counting
  return await countStream(process.stdin, name, async (header) => await measure(header), { allowMissingEof })
}

async function countFile(file: AlignmentFile, measure: Measure, counting: Counting): Promise<CountedInput> {
  const { executor, workers, shards = chooseShardCount(file.size, workers), quiet } = counting
  const plan = planFile(file, await measure(file.header), shards)
  const progress = showProgress(basename(file.path), quiet)
  let done = 0
  try {
    const partial = await executor.execute(file, plan, { onBytes: (bytes) => progress.reach((done += bytes), file.size) })
    return { header: file.header, partial, eofMarker: file.eofMarker, size: file.size }
  } finally {
    progress.end()
  }
}
