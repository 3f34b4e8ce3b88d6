// Runs a plan on this machine: every shard to the scheduler, partials added up as they arrive.
import { randomUUID } from 'node:crypto'
import { setMaxListeners } from 'node:events'
import { type AlignmentFile, requireUnchanged } from '@genomsyn/hts'
import { addPartial, type PartialResult } from '@genomsyn/partial'
import { largestFirst, type Plan, type Shard } from '@genomsyn/plan'
import type { Seam, ShardResult } from '../count-shard.ts'
import type { FileSetup } from '../count-task.ts'
import { seamMismatch } from '../failure.ts'
import { createScheduler, type Scheduler, type TaskOptions } from '../scheduler.ts'
import { firstBrokenSeam } from '../seams.ts'

/** Compressed bytes below which starting threads costs more than they save: about 0.1 s of counting. */
const POOL_BYTES = 30 * 2 ** 20

/** Counts files one plan at a time or several at once; close it when done. */
export interface Executor {
  /**
   * @throws FileError when the file is damaged, its index is not its own, or it changes while it is read
   */
  execute(file: AlignmentFile, plan: Plan, options?: TaskOptions): Promise<PartialResult>
  /** Counts one shard of the plan, for whoever merges later; its seam is for `firstBrokenSeam`. */
  executeShard(file: AlignmentFile, plan: Plan, id: number, options?: TaskOptions): Promise<ShardResult>
  close(): Promise<void>
}

/** An executor with so many workers; threads start when the first large file comes. */
export function localExecutor(workers: number): Executor {
  const schedulers = new Map<number, Promise<Scheduler>>()
  const scheduler = (count: number): Promise<Scheduler> => {
    if (!schedulers.has(count)) schedulers.set(count, createScheduler(count))
    return schedulers.get(count)!
  }
  return {
    execute: async (file, plan, options = {}) => {
      const few = plan.shards.length === 1 || file.size < POOL_BYTES
      return await executePlan(await scheduler(few ? 1 : workers), file, plan, options)
    },
    executeShard: async (file, plan, id, options = {}) => {
      const result = await (await scheduler(1)).run({ file: fileSetup(file, plan), shard: plan.shards[id]! }, options)
      await requireUnchanged(file)
      return result
    },
    close: async () => {
      await Promise.all([...schedulers.values()].map(async (one) => (await one).close()))
    },
  }
}

/** What the shards counted, added up as it comes in, and how they meet. */
interface Counted {
  partial: PartialResult | null
  readonly seams: Seam[]
}

async function executePlan(scheduler: Scheduler, file: AlignmentFile, plan: Plan, options: TaskOptions): Promise<PartialResult> {
  const setup = fileSetup(file, plan)
  const { partial, seams } = await countAll(scheduler, setup, plan.shards, options)
  await requireUnchanged(file)
  if (plan.shards.length > 1) {
    const broken = firstBrokenSeam(file.format.name, plan.shards, seams)
    const isCutWrongly = seams.some(({ outOfOrder }) => outOfOrder) || (broken >= 0 && file.index!.isEstimate)
    if (isCutWrongly) return (await scheduler.run({ file: setup, shard: wholeFile(file) }, options)).partial
    if (broken >= 0) throw seamMismatch(file, file.index!.path, seams[broken]!.firstOwned)
  }
  return partial!
}

async function countAll(scheduler: Scheduler, file: FileSetup, shards: readonly Shard[], options: TaskOptions): Promise<Counted> {
  const failed = new AbortController()
  const signal = options.signal === undefined ? failed.signal : AbortSignal.any([options.signal, failed.signal])
  setMaxListeners(0, signal) // one per shard that waits
  const counted: Counted = { partial: null, seams: [] }
  const runs = largestFirst(shards).map(async (shard) => {
    const { partial, seam } = await scheduler.run({ file, shard }, { ...options, signal })
    if (counted.partial === null) counted.partial = partial
    else addPartial(counted.partial, partial)
    counted.seams[shard.id] = seam
  })
  try {
    await Promise.all(runs)
  } catch (error) {
    failed.abort()
    await Promise.allSettled(runs)
    throw error
  }
  return counted
}

function fileSetup(file: AlignmentFile, plan: Plan): FileSetup {
  const contigNames = file.header.contigs.map(({ name }) => name)
  const { path, inode, format } = file
  const readGroups = file.header.readGroups.map(({ id }) => id)
  const { contigLengths, measurement, reference = null } = plan
  return { key: randomUUID(), path, inode, format, contigNames, contigLengths, readGroups, measurement, reference }
}

/** Cuts of an unsorted file mean nothing, and those of containers whose records are not known may be wrong: such a file is read as it lies. */
function wholeFile(file: AlignmentFile): Shard {
  const end = { contig: file.header.contigs.length + 1, position: 0 }
  return { id: 0, first: { contig: 0, position: 0 }, end, start: file.firstRecord, endBlock: file.size, bytes: file.size }
}
