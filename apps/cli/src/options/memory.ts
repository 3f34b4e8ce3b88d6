// Option on how much memory a command may take. No result depends on it.
import { UsageError } from '@genomsyn/hts'
import type { Command } from 'commander'

export interface MemoryOptions {
  /** Bytes. */
  readonly memory?: number
}

const units: Readonly<Record<string, number>> = { '': 1, k: 2 ** 10, m: 2 ** 20, g: 2 ** 30, t: 2 ** 40 }

export function addMemoryOption(command: Command): Command {
  return command.option('--memory <size>', 'memory to stay within, such as 8G (default: what this process may use)', parseSize)
}

/** @throws UsageError for anything but a number with or without K, M, G or T */
function parseSize(text: string): number {
  const [, digits, unit = ''] = /^(\d+(?:\.\d+)?)\s*([kmgt]?)(?:i?b)?$/i.exec(text) ?? []
  if (digits === undefined) throw new UsageError('--memory', `takes a size such as 8G or 500M, not '${text}'`)
  return Math.floor(Number(digits) * units[unit.toLowerCase()]!)
}
