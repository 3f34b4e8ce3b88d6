// Options on where counting runs. No result depends on them.
import { UsageError } from '@genomsyn/hts'
import { type Command, Option } from 'commander'

const MAX_SHARDS = 4096
const MAX_WORKERS = 1024

export interface ExecutorOptions {
  readonly workers?: number
  readonly shards?: number
}

export function addExecutorOptions(command: Command): Command {
  return command
    .option('--workers <n>', 'threads (default: the CPUs this process may use)', wholeNumber('--workers', MAX_WORKERS))
    .addOption(shardsOption())
}

export function shardsOption(): Option {
  const option = new Option('--shards <n>', 'parts a file is cut into (default: by its size; results never depend on it)')
  return option.argParser(wholeNumber('--shards', MAX_SHARDS))
}

/** A parser of whole numbers from `min` on. */
export function wholeNumber(option: string, max: number, min = 1): (text: string) => number {
  return (text) => {
    const value = Number(text)
    if (/^\d+$/.test(text) && value >= min && value <= max) return value
    throw new UsageError(option, `takes a whole number from ${min} to ${max}, not '${text}'`)
  }
}
