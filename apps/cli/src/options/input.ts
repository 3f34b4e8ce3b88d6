// Options on how an alignment file is opened.
import type { Command } from 'commander'
import type { OpenOptions } from '@genomsyn/hts'

export interface InputOptions {
  /** Path of the index; false to read as if there were none. */
  readonly index?: string | false
  readonly allowMissingEof?: boolean
}

export function addInputOptions(command: Command): Command {
  return command
    .option('--index <file>', 'index of the file (default: the .bai, .csi or .crai beside it)')
    .option('--no-index', 'read as if there were no index')
    .option('--allow-missing-eof', 'take a file without its end-of-file block or container for whole, and record it')
}

export function openOptions({ index, allowMissingEof = false }: InputOptions): OpenOptions {
  return { allowMissingEof, noIndex: index === false, ...(typeof index === 'string' ? { index } : {}) }
}
