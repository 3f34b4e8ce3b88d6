// Many files over one pool: in which order they are opened, and when. Verdicts come one by one, and few files are open at a time.
import { stat } from 'node:fs/promises'
import { findIndex } from '@genomsyn/hts'
import { Backlog, type Turn } from './backlog.ts'

/** Shards that wait for each worker before the next file is opened: one to take up at once, one while a file is being opened. */
const WAITING_PER_WORKER = 2

/** A file with its size; 0 when it is not there. */
export interface Sized<Item> {
  readonly item: Item
  readonly bytes: number
  /** Of its largest shard, about; 0 when nothing of it is left to count. */
  readonly shardBytes: number
}

/** @param shardsOf how many shards a file of so many bytes is cut into, if it is a CRAM or has an index */
export async function sizeOf<Item extends { readonly path: string }>(
  item: Item,
  shardsOf: (bytes: number) => number,
): Promise<Sized<Item>> {
  const stats = await stat(item.path).catch(() => null)
  const bytes = stats?.isFile() ? stats.size : 0
  const indexed = bytes > 0 && (/\.cram$/i.test(item.path) || (await findIndex(item.path, { name: 'BAM' })) !== null)
  return { item, bytes, shardBytes: indexed ? bytes / Math.max(1, shardsOf(bytes)) : bytes }
}

/**
 * Takes the step for each, side by side, so that `workers` always have shards to count. Files with the largest shards come first,
 * and the shards of a file together: at the end the workers wait for a small shard only,
 * and what is counted already waits for what is not. The first failure stops what is to come.
 */
export async function feed<Item>(
  files: readonly Sized<Item>[],
  workers: number,
  step: (item: Item, turn: Turn) => Promise<void>,
): Promise<void> {
  const backlog = new Backlog()
  const failures: unknown[] = []
  const running = new Set<Promise<void>>()
  for (const { item } of files.toSorted((a, b) => b.shardBytes - a.shardBytes)) {
    await backlog.below(workers * WAITING_PER_WORKER)
    if (failures.length > 0) break
    const turn = backlog.enter()
    const run = step(item, turn)
      .catch((error: unknown) => void failures.push(error))
      .finally(() => {
        turn.leave()
        running.delete(run)
      })
    running.add(run)
  }
  await Promise.all(running)
  if (failures.length > 0) throw failures[0]
}
