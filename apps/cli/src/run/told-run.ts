// What a run says at its end, and the options on that.
import { type RunRecord, summariseRun } from '@genomsyn/writers'
import type { Command } from 'commander'
import { print } from '../standard-output.ts'

export interface HowOptions {
  readonly quiet?: boolean
}

export function addHowOptions(command: Command): Command {
  return command.option('--quiet', 'print nothing but errors')
}

export async function tellRun(record: RunRecord, folder: string, { quiet = false }: HowOptions): Promise<void> {
  if (!quiet) await print(summariseRun(record, folder))
}
