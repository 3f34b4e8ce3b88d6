// Whether to count by cycle as well.
import type { Command } from 'commander'

export interface CycleOptions {
  readonly cycles?: boolean
}

export function addCycleOption(command: Command): Command {
  return command.option('--cycles', 'count qualities and bases by cycle too; takes some more time, of a CRAM much more')
}
