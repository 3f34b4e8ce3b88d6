// genomsyn shard: a plan → the counts of one of its shards.
import { localExecutor } from '@genomsyn/engine'
import { openAlignmentFile, UsageError } from '@genomsyn/hts'
import { Command } from 'commander'
import { addOutputOption, type OutputOptions, requireOutput, writeOutput } from '../options/output.ts'
import { wholeNumber } from '../options/whole-number.ts'
import { readPlan, requirePlanned } from '../plan-file.ts'
import { writeShard } from '../shard-file.ts'

interface ShardOptions extends OutputOptions {
  readonly only: number
}

export function command(): Command {
  const shard = new Command('shard')
    .description('count one shard of a plan, for `genomsyn merge`')
    .argument('<plan>', 'plan that `genomsyn plan` wrote')
    .requiredOption('--only <i>', 'which shard, from 0 on', wholeNumber('--only', 0))
  return addOutputOption(shard).action(run)
}

async function run(planPath: string, options: ShardOptions): Promise<void> {
  await requireOutput(options)
  const plan = await readPlan(planPath)
  const shard = plan.shards[options.only]
  if (shard === undefined)
    throw new UsageError('--only', `the plan has no shard ${options.only}; take one from 0 to ${plan.shards.length - 1}`)
  // The plan has all that the index told, and the end of the file was looked at when it was made.
  const file = await openAlignmentFile(plan.path, { noIndex: true, allowMissingEof: true })
  requirePlanned(plan, file)
  const executor = localExecutor(1)
  try {
    const result = await executor.executeShard(file, plan, options.only)
    await writeOutput(writeShard({ plan, shard, format: file.format.name }, result), options)
  } finally {
    await executor.close()
  }
}
