// What to count beyond the metrics of the standard; each takes time of its own.
import type { Command } from 'commander'

export interface DetailOptions {
  readonly cycles?: boolean
  readonly readGroups?: boolean
}

/** What `run` counts of every sample. */
export const everyDetail = { cycles: true, readGroups: true } as const

export function addDetailOptions(command: Command): Command {
  return command
    .option('--cycles', 'count qualities and bases by cycle too; takes some more time, of a CRAM much more')
    .option(
      '--read-groups',
      'count each of 2 to 16 read groups apart too, for verdict --without; takes up to half as much time again',
    )
}
