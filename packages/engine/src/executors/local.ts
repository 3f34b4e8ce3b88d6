// Runs plans on this machine: every shard to the scheduler, partials added up as they arrive.
import { randomUUID } from 'node:crypto'
import { setMaxListeners } from 'node:events'
import { type AlignmentFile, requireUnchanged } from '@genomsyn/hts'
import { addPartial, type PartialResult } from '@genomsyn/partial'
import { largestFirst, type Plan, type Shard } from '@genomsyn/plan'
import type { Seam } from '../count-shard.ts'
import type { FileSetup } from '../count-task.ts'
import { seamMismatch } from '../failure.ts'
import { type SavedShards, type ShardOutcome, unsaved } from '../saved-shards.ts'
import { createScheduler, type Scheduler, type TaskOptions } from '../scheduler.ts'
import { firstBrokenSeam } from '../seams.ts'

/** Compressed bytes below which starting threads costs more than they save: about 0.1 s of counting. */
export const POOL_BYTES = 30 * 2 ** 20

/** Nothing of it can be seen in the counts. */
export interface ExecuteOptions extends TaskOptions {
  /** Shards of the plan that are finished, and where newly finished ones go; none are kept unless given. */
  readonly saved?: SavedShards | undefined
  /** Hears of every shard once: as it is finished, or as it is found saved. */
  readonly onShard?: ((outcome: ShardOutcome) => void) | undefined
}

/** Counts files one plan at a time or several at once; close it when done. */
export interface Executor {
  /**
   * @throws FileError when the file is damaged, its index is not its own, or it changes while it is read
   */
  execute(file: AlignmentFile, plan: Plan, options?: ExecuteOptions): Promise<PartialResult>
  /** Counts one shard of the plan, for whoever merges later; its seam is for `firstBrokenSeam`. */
  executeShard(file: AlignmentFile, plan: Plan, id: number, options?: TaskOptions): Promise<ShardOutcome>
  close(): Promise<void>
}

/**
 * An executor with so many workers; threads start when the first large file comes.
 * @param poolBytes size from which on a file goes to the threads; 0 when there are other files beside it
 */
export function localExecutor(workers: number, poolBytes: number = POOL_BYTES): Executor {
  const schedulers = new Map<number, Promise<Scheduler>>()
  const scheduler = (count: number): Promise<Scheduler> => {
    if (!schedulers.has(count)) schedulers.set(count, createScheduler(count))
    return schedulers.get(count)!
  }
  return {
    execute: async (file, plan, options = {}) => {
      const few = file.size < poolBytes || (plan.shards.length === 1 && poolBytes > 0)
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

async function executePlan(
  scheduler: Scheduler,
  file: AlignmentFile,
  plan: Plan,
  options: ExecuteOptions,
): Promise<PartialResult> {
  const setup = fileSetup(file, plan)
  const { partial, seams } = await countAll(scheduler, setup, plan.shards, options)
  await requireUnchanged(file)
  if (plan.shards.length > 1) {
    const broken = firstBrokenSeam(file.format.name, plan.shards, seams)
    const isCutWrongly = seams.some(({ outOfOrder }) => outOfOrder) || (broken >= 0 && file.index!.isEstimate)
    if (isCutWrongly) return await countWhole(scheduler, setup, wholeFile(file), options)
    if (broken >= 0) throw seamMismatch(file, file.index!.path, seams[broken]!.firstOwned)
  }
  return partial!
}

async function countAll(
  scheduler: Scheduler,
  file: FileSetup,
  shards: readonly Shard[],
  options: ExecuteOptions,
): Promise<Counted> {
  const counted: Counted = { partial: null, seams: [] }
  const take = (id: number, outcome: ShardOutcome): void => {
    if (counted.partial === null) counted.partial = outcome.partial
    else addPartial(counted.partial, outcome.partial)
    counted.seams[id] = outcome.seam
    options.onShard?.(outcome)
  }
  const { saved = unsaved } = options
  const missing: Shard[] = []
  for (const shard of shards) {
    const outcome = await saved.find(shard.id)
    if (outcome === null) missing.push(shard)
    else take(shard.id, outcome)
  }
  await allOrNone(options.signal, largestFirst(missing), async (shard, signal) => {
    const outcome = await scheduler.run({ file, shard }, { ...options, signal })
    await saved.save(shard.id, outcome)
    take(shard.id, outcome)
  })
  return counted
}

/** Runs the step for all at once; when one fails the others stop, and once they have, it fails. */
async function allOrNone<Item>(
  outer: AbortSignal | undefined,
  items: readonly Item[],
  step: (item: Item, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const failed = new AbortController()
  const signal = outer === undefined ? failed.signal : AbortSignal.any([outer, failed.signal])
  setMaxListeners(0, signal) // one per item that waits
  const runs = items.map(async (item) => await step(item, signal))
  try {
    await Promise.all(runs)
  } catch (error) {
    failed.abort()
    await Promise.allSettled(runs)
    throw error
  }
}

async function countWhole(scheduler: Scheduler, file: FileSetup, shard: Shard, options: ExecuteOptions): Promise<PartialResult> {
  const outcome = await scheduler.run({ file, shard }, options)
  options.onShard?.(outcome)
  return outcome.partial
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
