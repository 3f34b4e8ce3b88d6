// Options on where counting runs. No result depends on them.
import type { Command } from 'commander'
import { wholeNumber } from './whole-number.ts'

const MAX_WORKERS = 1024
const MAX_SHARDS = 65536

export interface ExecutorOptions {
  readonly workers?: number
  readonly shards?: number
}

export function addExecutorOptions(command: Command): Command {
  return command
    .option('--workers <n>', 'threads (default: the CPUs this process may use)', wholeNumber('--workers', 1, MAX_WORKERS))
    .option('--shards <n>', 'parts to count a file in (default: by its size)', wholeNumber('--shards', 1, MAX_SHARDS))
}
