// Where a command that judges saved results hears what the sample sheet says of them.
import { FileError, UsageError } from '@genomsyn/hts'
import type { SheetFacts } from '@genomsyn/standard'
import type { Command } from 'commander'
import { readSheet } from '../run/asked-run.ts'
import { sheetFacts } from '../sheet/sheet-facts.ts'

export interface SheetOptions {
  readonly sheet?: string
  /** Each `column=value`. */
  readonly fact?: readonly string[]
}

export function addSheetOptions(command: Command): Command {
  return command
    .option('--sheet <file>', 'sample sheet that says what is known of each sample, as `genomsyn run` takes it')
    .option('--fact <column=value>', 'what is known of all samples, whatever the sheet says; may be given several times', collect)
}

/**
 * What is known of a sample, by its name.
 * @throws UsageError for a fact that is no column=value
 * @throws FileError when the sheet is bad; the function throws it for a sample that the sheet does not name
 */
export async function sheetFactsOf({ sheet, fact = [] }: SheetOptions): Promise<(sample: string) => SheetFacts> {
  const facts = Object.fromEntries(fact.map(columnAndValue))
  if (sheet === undefined) return () => facts
  const { samples } = await readSheet(sheet)
  const byName = new Map(samples.map((sample) => [sample.sample, sheetFacts(sample)]))
  return (name) => {
    const said = byName.get(name)
    if (said !== undefined) return { ...said, ...facts }
    throw new FileError('sheet-bad', sheet, {
      problem: `no line is of the sample ${name}`,
      remedy: 'add it, or leave its result out',
    })
  }
}

function collect(value: string, earlier: readonly string[] = []): string[] {
  return [...earlier, value]
}

function columnAndValue(fact: string): [column: string, value: string] {
  const [, column, value] = /^\s*([^=]+?)\s*=(.*)$/s.exec(fact) ?? []
  if (column === undefined) throw new UsageError('--fact', `'${fact}' is no column=value such as specimen=blood`)
  return [column, value!]
}
