// Options on what becomes of results.
import type { Command } from 'commander'

export interface ResultOptions {
  /** Folder of the result files; undefined for none. */
  readonly out?: string
  readonly json?: boolean
  readonly quiet?: boolean
}

export function addResultOptions(command: Command): Command {
  return command
    .option('--out <dir>', 'folder for the result files (default: this one; with --json alone none is written)')
    .option('--json', 'print the document <sample>.genomsyn.json instead of the summary')
    .option('--quiet', 'print nothing but errors')
}

/** The options with their defaults. */
export function withFolder<Options extends ResultOptions>(options: Options): Options {
  return options.out === undefined && !options.json ? { ...options, out: '.' } : options
}
