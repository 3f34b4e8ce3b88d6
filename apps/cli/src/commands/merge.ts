// genomsyn merge: the counts of all shards of a plan → one partial.
import { mergePartials, writePartial } from '@genomsyn/partial'
import { Command } from 'commander'
import { addOutputOption, type OutputOptions, requireOutput, writeOutput } from '../options/output.ts'
import { readShard, type ShardFile } from '../shard-file.ts'
import { inOrder, requireMeeting } from '../shard-set.ts'

export function command(): Command {
  const merge = new Command('merge')
    .description('add up the counts of all shards of a plan')
    .argument('<shard...>', 'what `genomsyn shard` wrote, in any order')
  return addOutputOption(merge).action(run)
}

async function run(paths: readonly string[], options: OutputOptions): Promise<void> {
  await requireOutput(options)
  const files: ShardFile[] = []
  for (const path of paths) files.push(await readShard(path))
  const shards = inOrder(files)
  requireMeeting(shards)
  await writeOutput(writePartial(mergePartials(shards.map(({ partial }) => partial))), options)
}
