// Where a command with one output writes it.
import { dirname } from 'node:path'
import type { Command } from 'commander'
import { requireFolder, writeOneFile } from '../atomic-files.ts'
import { print } from '../standard-output.ts'

export interface OutputOptions {
  /** Undefined for standard output. */
  readonly out?: string
}

export function addOutputOption(command: Command): Command {
  return command.option('--out <file>', 'file to write (default: standard output)')
}

/** Asked before any work is done. */
export async function requireOutput({ out }: OutputOptions): Promise<void> {
  if (out !== undefined) await requireFolder(dirname(out))
}

export async function writeOutput(text: string, { out }: OutputOptions): Promise<void> {
  if (out === undefined) await print(text)
  else await writeOneFile({ path: out, text })
}
