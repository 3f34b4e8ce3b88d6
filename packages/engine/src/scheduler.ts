// Who counts which shard when: this very thread when one is enough, else a pool of threads, which is loaded when it is needed.
import type { ShardResult } from './count-shard.ts'
import type { CountTask } from './count-task.ts'
import { ThisThread } from './this-thread.ts'

export interface TaskOptions {
  readonly signal?: AbortSignal | undefined
  readonly onBytes?: ((bytes: number) => void) | undefined
}

/** Counts shards; tasks given at once run side by side as far as there are workers. */
export interface Scheduler {
  readonly workers: number
  run(task: CountTask, options: TaskOptions): Promise<ShardResult>
  close(): Promise<void>
}

export async function createScheduler(workers: number): Promise<Scheduler> {
  if (workers === 1) return new ThisThread()
  const { ThreadPool } = await import('./thread-pool.ts')
  return new ThreadPool(workers)
}
