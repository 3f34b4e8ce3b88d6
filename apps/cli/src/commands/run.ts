// genomsyn run: a sample sheet → verdicts with reasons, for every sample of it; and what became of a run, and how to mend it.
import { Command } from 'commander'
import { chooseProfile } from '../profile-choice.ts'
import { addRunExecutorOptions } from '../options/run-executor.ts'
import { addTerritoryOptions } from '../options/territory.ts'
import { readSheet, requestOf, requireRegions, type SheetOptions } from '../run/asked-run.ts'
import { executeRun } from '../run/execute-run.ts'
import { RunFolder } from '../run/run-folder.ts'
import { addHowOptions, type HowOptions } from '../run/told-run.ts'
import { countCommand, judgeCommand } from './run/cluster-jobs.ts'
import { rerunCommand } from './run/rerun.ts'
import { statusCommand } from './run/status.ts'

const EXAMPLES = `
Examples:
  genomsyn run sheet.csv --profile dk-wgs-example --reference GRCh38.fa --out run42/
  genomsyn run sheet.csv --profile dk-wgs-example --out run42/ --executor slurm --slurm=--partition=genomics
  genomsyn run status run42/
  genomsyn run rerun --tool-fail run42/`

export function command(exitWith: (code: number) => void): Command {
  const run = new Command('run').description('measure and judge every sample of a sample sheet; status and rerun of such runs')
  run.addCommand(sheetCommand(exitWith), { isDefault: true })
  run.addCommand(statusCommand(exitWith))
  run.addCommand(rerunCommand(exitWith))
  for (const job of [countCommand(exitWith), judgeCommand(exitWith)]) run.addCommand(job, { hidden: true })
  return run.addHelpText('after', EXAMPLES)
}

function sheetCommand(exitWith: (code: number) => void): Command {
  const sheet = new Command('sheet')
    .description('measure and judge every sample of a sample sheet (what run does unless told otherwise)')
    .argument('<sheet>', 'CSV or TSV with the columns sample and file; see README.md for others')
    .requiredOption('--profile <name>', 'acceptance profile: a name, or a .json file')
    .option('--out <dir>', 'folder for the results; run again with the same to go on after a stop', '.')
    .option('--expect-all <dir>', 'report every alignment file in this folder that is not in the sheet')
    .option('--allow-missing-eof', 'take files without the BGZF end-of-file block for whole, and record it')
  addRunExecutorOptions(addHowOptions(addTerritoryOptions(sheet)))
  return sheet.addHelpText('after', EXAMPLES).action(async (path: string, options: SheetOptions & HowOptions) => {
    exitWith(await runSheet(path, options))
  })
}

async function runSheet(path: string, options: SheetOptions & HowOptions): Promise<number> {
  const profile = await chooseProfile(options.profile)
  await requireRegions(options)
  const sheet = await readSheet(path)
  const request = await requestOf(sheet, profile, options)
  return await executeRun({ folder: new RunFolder(options.out), request, profile, samples: request.samples }, options)
}
