// genomsyn merge: the partials of all shards of a plan → one partial.
import { FileError } from '@genomsyn/hts'
import { mergePartials, writePartial } from '@genomsyn/partial'
import { Command } from 'commander'
import { addOutputOption, type OutputOptions, requireOutput, writeOutput } from '../options/output.ts'
import { readShard, type ShardFile } from '../shard-file.ts'

export function command(): Command {
  const merge = new Command('merge')
    .description('add up the counts of all shards of a plan')
    .argument('<shard...>', 'what `genomsyn shard` wrote, in any order')
  return addOutputOption(merge).action(run)
}

async function run(paths: readonly string[], options: OutputOptions): Promise<void> {
  await requireOutput(options)
  const shards: ShardFile[] = []
  for (const path of paths) shards.push(await readShard(path))
  requireWhole(shards)
  const merged = mergePartials(shards.map(({ partial }) => partial))
  requireOrder(shards[0]!, merged.counts.integrity)
  await writeOutput(writePartial(merged), options)
}

/** @throws FileError unless every shard of one plan is there once */
function requireWhole(files: readonly ShardFile[]): void {
  const [first] = files
  const seen = new Map<number, string>()
  for (const { path, title } of files) {
    if (title.plan !== first!.title.plan) throw misfit(path, `it belongs to another plan than ${first!.path}`)
    const earlier = seen.get(title.shard)
    if (earlier !== undefined) throw misfit(path, `it holds shard ${title.shard} like ${earlier}`)
    seen.set(title.shard, path)
  }
  const missing = Array.from({ length: first!.title.shards }, (_, shard) => shard).filter((shard) => !seen.has(shard))
  if (missing.length > 0) throw misfit(first!.path, `of its plan, shard ${missing.join(', ')} is missing`)
}

/** Shards of a file that is not in coordinate order mean nothing. */
function requireOrder({ title }: ShardFile, integrity: BigUint64Array | undefined): void {
  if (integrity === undefined || integrity[1] === 0n) return
  const problem = 'its records are not in coordinate order, so its shards mean nothing'
  throw new FileError('index-mismatch', title.path, { problem, remedy: 'count it in one part with genomsyn count' })
}

function misfit(path: string, problem: string): FileError {
  return new FileError('unreadable', path, { problem, remedy: 'give the results of all shards of one plan, each once' })
}
