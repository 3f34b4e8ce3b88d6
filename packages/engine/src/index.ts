// Plan in, merged partial out.
export type { Seam, ShardResult } from './count-shard.ts'
export { type Executor, localExecutor } from './executors/local.ts'
export type { TaskOptions } from './scheduler.ts'
export { firstBrokenSeam } from './seams.ts'
export { countStream, type StreamOptions, type StreamRequest, type StreamResult } from './stream.ts'
