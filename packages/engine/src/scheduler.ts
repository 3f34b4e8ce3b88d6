// Who counts which shard when: this very thread alone when one is enough, else it and a pool of threads, which is loaded when it is needed.
import type { CountTask } from './count-task.ts'
import type { ShardOutcome } from './saved-shards.ts'
import { ThisThread } from './this-thread.ts'

export interface TaskOptions {
  readonly signal?: AbortSignal | undefined
  readonly onBytes?: ((bytes: number) => void) | undefined
}

/** Counts shards; tasks given at once run side by side as far as there are workers. */
export interface Scheduler {
  readonly workers: number
  run(task: CountTask, options: TaskOptions): Promise<ShardOutcome>
  close(): Promise<void>
}

/** This thread counts while the others still start, and would be idle afterwards: a pool has one thread less than there are workers. */
export async function createScheduler(workers: number): Promise<Scheduler> {
  if (workers === 1) return new ThisThread()
  const [{ ThreadPool }, { SharedQueue }] = await Promise.all([import('./thread-pool.ts'), import('./shared-queue.ts')])
  return new SharedQueue([new ThreadPool(workers - 1), new ThisThread()])
}
