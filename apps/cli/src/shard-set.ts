// The results of a plan's shards, held together: all there, each once, and their records meet.
import { firstBrokenSeam } from '@genomsyn/engine'
import { FileError } from '@genomsyn/hts'
import type { ShardFile } from './shard-file.ts'

/**
 * All shards of one plan, in its order.
 * @throws FileError when one is missing, is there twice, or belongs to another plan
 */
export function inOrder(files: readonly ShardFile[]): ShardFile[] {
  const ordered: ShardFile[] = []
  for (const each of files) {
    const { id } = each.shard
    if (each.plan !== files[0]!.plan) throw misfit(each, `it belongs to another plan than ${files[0]!.file}`)
    if (ordered[id] !== undefined) throw misfit(each, `it holds shard ${id} like ${ordered[id].file}`)
    ordered[id] = each
  }
  const { shardCount } = files[0]!
  const missing = Array.from({ length: shardCount }, (_, id) => id).filter((id) => ordered[id] === undefined)
  if (missing.length > 0) throw misfit(files[0]!, `of its plan, shard ${missing.join(', ')} is missing`)
  return ordered
}

/** @throws FileError when the index of the file did not tell where its shards begin */
export function requireMeeting(shards: readonly ShardFile[]): void {
  const { path, format } = shards[0]!
  const remedy = 'count it in one part with genomsyn count --shards 1'
  if (shards.length > 1 && shards.some(({ seam }) => seam.outOfOrder)) {
    const problem = 'its records are not in coordinate order, so its shards mean nothing'
    throw new FileError('index-mismatch', path, { problem, remedy })
  }
  const broken = firstBrokenSeam(
    format,
    shards.map(({ shard }) => shard),
    shards.map(({ seam }) => seam),
  )
  if (broken < 0) return
  const problem = `its records do not continue from shard ${broken - 1} to ${broken}, so the index of the plan belongs to another file`
  throw new FileError('index-mismatch', path, { problem, remedy })
}

function misfit({ file }: ShardFile, problem: string): FileError {
  return new FileError('unreadable', file, { problem, remedy: 'give the results of all shards of one plan, each once' })
}
