// What an execution of a plan keeps of each finished shard, so that a later one of the same plan need not count it again.
// Where and how it is kept, the caller says; that it belongs to the very plan and file, the caller has made sure.
import type { ShardResult } from './count-shard.ts'
import type { Cost } from './cost.ts'

/** What became of a shard, and what that took. */
export interface ShardOutcome extends ShardResult {
  readonly cost: Cost
}

export interface SavedShards {
  /** Null when the shard was not finished. */
  find(id: number): Promise<ShardOutcome | null>
  save(id: number, outcome: ShardOutcome): Promise<void>
}

/** Nothing was saved, and nothing is. */
export const unsaved: SavedShards = { find: () => Promise.resolve(null), save: () => Promise.resolve() }
