// genomsyn verdict: saved documents × profile → verdicts. Nothing is measured: the same files give the same bytes years later.
import { join } from 'node:path'
import { formatVerdict, judge, type Verdict } from '@genomsyn/standard'
import { fileStem, summariseVerdict } from '@genomsyn/writers'
import { Command } from 'commander'
import { requireFolder, writeFiles } from '../atomic-files.ts'
import { Failures } from '../failures.ts'
import { addSheetOptions, type SheetOptions, sheetFactsOf } from '../options/sheet.ts'
import { chooseProfile } from '../profile-choice.ts'
import { readSavedDocument, without } from '../saved-documents.ts'
import { print } from '../standard-output.ts'
import { exitCodeOfStates } from '../verdict-exit-code.ts'

const EXAMPLES = `
Examples:
  genomsyn verdict results/NA12878.genomsyn.json --profile dk-wgs-example --fact specimen=blood --fact sex=female
  genomsyn verdict results/NA12878.genomsyn.json --profile dk-wgs-example --without HFJWFDSXX_L002
  genomsyn verdict run42/*.genomsyn.json --profile limits-2027.json --sheet sheet.csv --out judged/

Exit codes: 0 all may be released (PASS, WARN, EXEMPT), 10 one may not, 11 one is held (HOLD)`

interface VerdictOptions extends SheetOptions {
  readonly profile: string
  readonly without?: readonly string[]
  readonly out?: string
  readonly json?: boolean
  readonly quiet?: boolean
}

export function command(exitWith: (code: number) => void): Command {
  const verdict = new Command('verdict')
    .description('judge saved results by a profile, without measuring again')
    .argument('<metrics...>', '<sample>.genomsyn.json files that `genomsyn qc` or `genomsyn run` wrote')
    .requiredOption('--profile <profile>', 'name of a profile (see `genomsyn profile list`), or a JSON file')
    .option(
      '--without <read group>',
      'judge as if the file had no such read group; may be repeated',
      (id: string, ids: string[]) => [...new Set([...ids, id])],
      [],
    )
    .option('--out <dir>', 'folder for <sample>.verdict.json; none is written unless given')
    .option('--json', 'print the verdict documents instead of the summaries')
    .option('--quiet', 'print nothing but errors')
  return addSheetOptions(verdict)
    .addHelpText('after', EXAMPLES)
    .action(async (paths: string[], options: VerdictOptions) => exitWith(await judgeAll(paths, options)))
}

/** The exit code: that of unreadable files, if there are any, else that of the verdicts. */
async function judgeAll(paths: readonly string[], options: VerdictOptions): Promise<number> {
  const profile = await chooseProfile(options.profile)
  const factsOf = await sheetFactsOf(options)
  if (options.out !== undefined) await requireFolder(options.out)
  const failures = new Failures()
  const states = await failures.collect(paths, async (path) => {
    const document = without(path, await readSavedDocument(path), options.without ?? [])
    const verdict = judge(document, factsOf(document.sample), profile)
    await tell(verdict, options, await write(verdict, options))
    return verdict.state
  })
  return failures.exitCode === 0 ? exitCodeOfStates(states) : failures.exitCode
}

/** Paths of the files written. */
async function write(verdict: Verdict, { out }: VerdictOptions): Promise<string[]> {
  if (out === undefined) return []
  const path = join(out, `${fileStem(verdict.sample)}.verdict.json`)
  await writeFiles([{ path, text: formatVerdict(verdict) }])
  return [path]
}

async function tell(verdict: Verdict, { json = false, quiet = false }: VerdictOptions, files: readonly string[]): Promise<void> {
  if (json) await print(formatVerdict(verdict))
  else if (!quiet) await print(`${summariseVerdict(verdict, files)}\n`)
}
