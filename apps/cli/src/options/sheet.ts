// Where a command that judges saved results hears what the sample sheet says of them.
import { UsageError } from '@genomsyn/hts'
import type { SheetFacts } from '@genomsyn/standard'
import type { Command } from 'commander'

export interface SheetOptions {
  /** Each `column=value`. */
  readonly fact?: readonly string[]
}

export function addSheetOptions(command: Command): Command {
  return command.option(
    '--fact <column=value>',
    'what a sample sheet would say of all samples; may be given several times',
    collect,
  )
}

/**
 * What is known of a sample, by its name.
 * @throws UsageError for a fact that is no column=value
 */
export async function sheetFactsOf({ fact = [] }: SheetOptions): Promise<(sample: string) => SheetFacts> {
  const facts = Object.fromEntries(fact.map(columnAndValue))
  return await Promise.resolve(() => facts)
}

function collect(value: string, earlier: readonly string[] = []): string[] {
  return [...earlier, value]
}

function columnAndValue(fact: string): [column: string, value: string] {
  const [, column, value] = /^\s*([^=]+?)\s*=(.*)$/s.exec(fact) ?? []
  if (column === undefined) throw new UsageError('--fact', `'${fact}' is no column=value such as specimen=blood`)
  return [column, value!]
}
