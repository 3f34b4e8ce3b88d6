// How many workers a run has, how much memory, and which limits said so.
import { memoryLimit, workersWithin } from '../memory-limit.ts'
import { workerCount } from '../worker-count.ts'

const BYTES_PER_GIGABYTE = 2 ** 30
const BYTES_PER_MEGABYTE = 2 ** 20

export interface Resources {
  readonly workers: number
  /** One line for people. */
  readonly words: string
}

/** @throws UsageError when not even one worker fits into the memory that was given */
export function chooseResources(options: { readonly workers?: number; readonly memory?: number }): Resources {
  const asked = workerCount(options.workers)
  const memory = memoryLimit(options.memory)
  const workers = workersWithin(asked, memory)
  const reduced = workers < asked.workers ? ` instead of ${asked.workers}, to stay within the memory` : ''
  const words = `${workers} ${workers === 1 ? 'worker' : 'workers'} (${asked.source})${reduced}, ${inWords(memory.bytes)} of memory (${memory.source})`
  return { workers, words }
}

function inWords(bytes: number): string {
  return bytes < BYTES_PER_GIGABYTE
    ? `${Math.floor(bytes / BYTES_PER_MEGABYTE)} MB`
    : `${(bytes / BYTES_PER_GIGABYTE).toFixed(1)} GB`
}
