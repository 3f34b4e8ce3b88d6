// genomsyn override: a person's verdict in the place of the profile's, with role and reason, in the audit log of the run.
import { UsageError } from '@genomsyn/hts'
import { Command, Option } from 'commander'
import { type OverrideOptions, overrideVerdict, overrideStates } from '../audit/override.ts'
import { RunFolder } from '../run/run-folder.ts'
import { print } from '../standard-output.ts'

const EXAMPLE = `
Example:
  genomsyn override run42/ S7 --to PASS --role "lab physician" --reason "28.9x is enough for this indication"`

export function command(): Command {
  return new Command('override')
    .description('put another verdict in the place of a sample’s, traceably; the first one is kept')
    .argument('<dir>', 'folder of the run')
    .argument('<sample>', 'as the sample sheet names it')
    .addOption(new Option('--to <verdict>', 'the verdict that holds from now on').choices(overrideStates).makeOptionMandatory())
    .requiredOption('--role <role>', 'function of the person who decides, such as "lab physician"')
    .requiredOption('--reason <text>', 'why, for whoever reads it in a year')
    .addHelpText('after', EXAMPLE)
    .action(run)
}

async function run(path: string, sample: string, options: OverrideOptions): Promise<void> {
  for (const name of ['role', 'reason'] as const)
    if (options[name].trim() === '') throw new UsageError(`--${name}`, 'must not be empty')
  const { from, entry } = await overrideVerdict(new RunFolder(path), sample, options)
  await print(`${sample}: ${from} overridden to ${options.to}, entry ${entry} of ${new RunFolder(path).auditFile}\n`)
}
