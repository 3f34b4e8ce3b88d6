// Plan in, merged partial out.
export { type Executor, localExecutor } from './executors/local.ts'
export type { TaskOptions } from './scheduler.ts'
export { countStream, type StreamOptions, type StreamResult } from './stream.ts'
