// Plan in, merged partial out.
export type { Seam, ShardResult } from './count-shard.ts'
export { addCosts, type Cost } from './cost.ts'
export { type ExecuteOptions, type Executor, localExecutor, POOL_BYTES } from './executors/local.ts'
export { activeTasks, type ActiveTask, cancelJobs, endState, maxArrayTasks, submitJob } from './executors/slurm.ts'
export type { SavedShards, ShardOutcome } from './saved-shards.ts'
export type { TaskOptions } from './scheduler.ts'
export { firstBrokenSeam } from './seams.ts'
export { countStream, type StreamOptions, type StreamRequest, type StreamResult } from './stream.ts'
