// argv → command; error → exit code. What the commands do is theirs.
import { Command, CommanderError } from 'commander'
import { exitCodeFor, sentenceFor } from './exit-codes.ts'
import { guardStandardOutput } from './standard-output.ts'
import { stopOnSignals } from './stop.ts'
import { usageErrorFrom } from './usage.ts'
import { version } from './version.ts'

/** Loaded when called for: start-up is part of the time that users see. */
const commands: Readonly<Record<string, () => Promise<{ command: () => Command }>>> = {
  qc: () => import('./commands/qc.ts'),
  count: () => import('./commands/count.ts'),
  plan: () => import('./commands/plan.ts'),
  shard: () => import('./commands/shard.ts'),
  merge: () => import('./commands/merge.ts'),
}

const HELP = `
Examples:
  genomsyn qc NA12878.bam --reference GRCh38.fa --out results/
  genomsyn qc --help

Exit codes: 0 done, 2 bad request, 3 bad input file, 4 environment failed (disk full, reference missing),
130 or 143 stopped by a signal, 1 a bug`

/** Runs the command that `args` name; returns the exit code of the process. */
export async function run(args: readonly string[]): Promise<number> {
  guardStandardOutput()
  stopOnSignals()
  try {
    const program = await buildProgram(args)
    await program.parseAsync(args, { from: 'user' })
    return Number(process.exitCode ?? 0)
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0
    const failure = error instanceof CommanderError ? usageErrorFrom(error) : error
    console.error(sentenceFor(failure))
    return exitCodeFor(failure)
  }
}

/** All commands when none is named, as for help; else the named one. */
async function buildProgram(args: readonly string[]): Promise<Command> {
  const program = new Command('genomsyn')
    .description('Quality metrics of whole-genome alignment files, as the GA4GH standard defines them')
    .version(version)
    .addHelpText('after', HELP)
  const named = args.find((arg) => arg in commands)
  const wanted = named === undefined ? Object.values(commands) : [commands[named]!]
  for (const load of wanted) program.addCommand((await load()).command())
  for (const command of [program, ...program.commands]) throwInsteadOfExit(command)
  return program
}

function throwInsteadOfExit(command: Command): void {
  command.exitOverride().configureOutput({ writeErr: () => undefined })
}
