// genomsyn plan: one alignment file → a plan, as JSON: what to count, and the shards to count it in.
import { openAlignmentFile, withContainers } from '@genomsyn/hts'
import { chooseShardCount, planFile } from '@genomsyn/plan'
import { Command } from 'commander'
import { addAskedCounts, type AskedCounts, requestAsked } from '../asked-counts.ts'
import { openOptions } from '../options/input.ts'
import { requireOutput, writeOutput } from '../options/output.ts'
import { workerCount } from '../worker-count.ts'

export function command(): Command {
  const plan = new Command('plan')
    .description('plan the counting of a BAM or CRAM file in shards, for `genomsyn shard`')
    .argument('<file>', 'BAM file with its index, or CRAM file')
  return addAskedCounts(plan).action(run)
}

async function run(path: string, options: AskedCounts): Promise<void> {
  await requireOutput(options)
  const file = await openAlignmentFile(path, openOptions(options))
  const shards = options.shards ?? chooseShardCount(file.size, workerCount(options.workers).workers)
  const { measurement, reference } = await requestAsked(path, file, options)
  const plan = planFile(shards === 1 ? file : await withContainers(file), measurement, shards, reference)
  await writeOutput(`${JSON.stringify(plan)}\n`, options)
}
