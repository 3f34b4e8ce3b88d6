// argv → command; error → exit code. What the commands do is theirs.
import { Command, CommanderError } from 'commander'
import { exitCodeFor, sentenceFor } from './exit-codes.ts'
import { ignoreBrokenPipe } from './standard-output.ts'
import { stopOnSignals } from './stop.ts'
import { usageErrorFrom } from './usage.ts'
import { version } from './version.ts'

interface CommandModule {
  /** @param exitWith hears of an exit code that no error tells */
  readonly command: (exitWith: (code: number) => void) => Command
}

/** Loaded when called for: start-up is part of the time that users see. */
const commands: Readonly<Record<string, () => Promise<CommandModule>>> = {
  qc: () => import('./commands/qc.ts'),
  verdict: () => import('./commands/verdict.ts'),
  explain: () => import('./commands/explain.ts'),
  profile: () => import('./commands/profile.ts'),
  chart: () => import('./commands/chart.ts'),
  run: () => import('./commands/run.ts'),
  report: () => import('./commands/report.ts'),
  override: () => import('./commands/override.ts'),
  audit: () => import('./commands/audit.ts'),
  demo: () => import('./commands/demo.ts'),
  count: () => import('./commands/count.ts'),
  plan: () => import('./commands/plan.ts'),
  shard: () => import('./commands/shard.ts'),
  merge: () => import('./commands/merge.ts'),
}

const HELP = `
Examples:
  genomsyn qc NA12878.bam --reference GRCh38.fa --out results/
  genomsyn qc NA12878.cram
  genomsyn verdict results/*.genomsyn.json --profile dk-wgs-example
  genomsyn run sheet.csv --profile dk-wgs-example --reference GRCh38.fa --out run42/
  genomsyn chart 2026-W*/verdicts.csv --control NA24385 --metric mean_autosome_coverage
  genomsyn demo facility
  genomsyn qc --help

Exit codes: 0 done, 10 a sample does not pass, 11 a sample is held, 2 bad request, 3 bad input file,
4 environment failed (disk full, reference missing), 130 or 143 stopped by a signal, 1 a bug`

/** The whole process: returns its exit code. */
export async function main(args: readonly string[]): Promise<number> {
  ignoreBrokenPipe()
  stopOnSignals()
  return await run(args)
}

/** Runs the command that `args` name; returns the exit code. */
export async function run(args: readonly string[]): Promise<number> {
  let exitCode = 0
  try {
    const program = await buildProgram(args, (code) => (exitCode = code))
    await program.parseAsync(args, { from: 'user' })
    return exitCode
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0
    const failure = error instanceof CommanderError ? usageErrorFrom(error) : error
    console.error(sentenceFor(failure))
    return exitCodeFor(failure)
  }
}

/** All commands when none is named, as for help; else the named one. */
async function buildProgram(args: readonly string[], exitWith: (code: number) => void): Promise<Command> {
  const program = new Command('genomsyn')
    .description('Quality metrics of whole-genome alignment files, as the GA4GH standard defines them')
    .version(version)
    .addHelpText('after', HELP)
  const named = args.find((arg) => arg in commands)
  const wanted = named === undefined ? Object.values(commands) : [commands[named]!]
  for (const load of wanted) program.addCommand((await load()).command(exitWith))
  throwInsteadOfExit(program)
  return program
}

/** Of the command and of all below it. */
function throwInsteadOfExit(command: Command): void {
  command.exitOverride().configureOutput({ writeErr: () => undefined })
  for (const each of command.commands) throwInsteadOfExit(each)
}
