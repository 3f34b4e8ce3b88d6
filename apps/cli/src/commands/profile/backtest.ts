// genomsyn profile backtest: the same saved results by two profiles; who changes state, per site and per rule.
import { backtest } from '@genomsyn/standard'
import { summariseBacktest } from '@genomsyn/writers'
import { Command } from 'commander'
import { addOutputOption, type OutputOptions, requireOutput, writeOutput } from '../../options/output.ts'
import { addSheetOptions, type SheetOptions, sheetFactsOf } from '../../options/sheet.ts'
import { chooseProfile } from '../../profile-choice.ts'
import { documentsBelow, readSavedDocument } from '../../saved-documents.ts'

interface BacktestOptions extends SheetOptions, OutputOptions {
  readonly metrics: string
}

export function command(): Command {
  const command = new Command('backtest')
    .description('judge saved results by two profiles and show who changes')
    .argument('<old>', 'name or JSON file of the profile in use')
    .argument('<new>', 'name or JSON file of the other')
    .requiredOption('--metrics <dir>', 'folder of <sample>.genomsyn.json files; those below it count too')
  return addSheetOptions(addOutputOption(command)).action(run)
}

async function run(old: string, other: string, options: BacktestOptions): Promise<void> {
  await requireOutput(options)
  const [before, after] = [await chooseProfile(old), await chooseProfile(other)]
  const factsOf = await sheetFactsOf(options)
  const samples = []
  for (const path of await documentsBelow(options.metrics)) {
    const document = await readSavedDocument(path)
    samples.push({ document, sheet: factsOf(document.sample) })
  }
  await writeOutput(summariseBacktest(backtest(samples, before, after), before, after), options)
}
