// Which counts to take, by name.
import { UsageError } from '@genomsyn/hts'
import type { CountId } from '@genomsyn/partial'
import { type Command, Option } from 'commander'
import { countIds } from '../measurement.ts'

export interface CountsOptions {
  readonly counts: readonly CountId[]
  readonly fastMode?: true
}

export function addCountsOption(command: Command): Command {
  const option = new Option('--counts <names>', `comma-separated, of: ${countIds.join(', ')}`)
  return command
    .addOption(option.argParser(parseCounts).makeOptionMandatory())
    .option('--fast-mode', "depth of whole spans, both mates where they overlap, as mosdepth's --fast-mode")
}

/** In the order of the contract, each once: the order asked for cannot be seen in the result. */
function parseCounts(text: string): CountId[] {
  const names = text.split(',').map((name) => name.trim())
  const unknown = names.find((name) => !(countIds as string[]).includes(name))
  if (unknown !== undefined) throw new UsageError('--counts', `there is no count '${unknown}'; there are ${countIds.join(', ')}`)
  return countIds.filter((id) => names.includes(id))
}
