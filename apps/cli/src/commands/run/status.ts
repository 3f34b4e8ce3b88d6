// genomsyn run status: how far a run is, and what became of its samples.
import { outcomeText, stateOf } from '@genomsyn/writers'
import { Command } from 'commander'
import { exitCodeOf } from '../../run/exit-code.ts'
import { readRequest } from '../../run/request.ts'
import { readRun } from '../../run/run-files.ts'
import { RunFolder } from '../../run/run-folder.ts'
import { standingOf } from '../../run/slurm/standing.ts'
import { print } from '../../standard-output.ts'

export function statusCommand(exitWith: (code: number) => void): Command {
  return new Command('status')
    .description('count the samples of a run: done, QC-fail, tool-fail, missing; and name those that are not done')
    .argument('<dir>', 'folder of the run')
    .action(async (path: string) => exitWith(await tellStatus(path)))
}

/** The exit code of the run, as far as it is; 10 while samples were not looked at. */
async function tellStatus(path: string): Promise<number> {
  const folder = new RunFolder(path)
  const request = await readRequest(folder)
  const record = await readRun(folder, request)
  const { samples } = record
  const lines = samples
    .filter(({ outcome }) => outcome !== 'done')
    .map(
      (sample) =>
        `${sample.outcome.replace('_', '-')}\t${sample.sample}\t${stateOf(sample) ?? ''}\t${sample.verdict?.reason ?? ''}`,
    )
  await print([outcomeText(samples), ...lines, ''].join('\n'))
  const standing = await standingOf(folder, request)
  if (standing !== null) console.error(standing)
  return exitCodeOf(record, request.expectAll)
}
