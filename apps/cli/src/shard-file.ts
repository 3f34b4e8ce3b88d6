// What became of one shard as a file: a line that says which shard of which plan, then its partial.
import { createHash } from 'node:crypto'
import { FileError } from '@genomsyn/hts'
import { type PartialResult, readPartial, writePartial } from '@genomsyn/partial'
import type { Plan } from '@genomsyn/plan'
import { readTextFile } from './text-file.ts'

/** Which shard of which plan. */
export interface ShardTitle {
  /** SHA-256 of the plan's JSON. */
  readonly plan: string
  /** Path of the alignment file. */
  readonly path: string
  readonly shard: number
  readonly shards: number
}

export interface ShardFile {
  /** Its own path. */
  readonly path: string
  readonly title: ShardTitle
  readonly partial: PartialResult
}

export function titleOf(plan: Plan, shard: number): ShardTitle {
  const digest = createHash('sha256').update(JSON.stringify(plan)).digest('hex')
  return { plan: digest, path: plan.path, shard, shards: plan.shards.length }
}

export function writeShard(title: ShardTitle, partial: PartialResult): string {
  return `${JSON.stringify(title)}\n${writePartial(partial)}`
}

/** @throws FileError when it is missing or no result of a shard */
export async function readShard(path: string): Promise<ShardFile> {
  const [title = '', partial = ''] = (await readTextFile(path)).split('\n')
  try {
    return { path, title: JSON.parse(title) as ShardTitle, partial: readPartial(partial) }
  } catch (error) {
    const problem = `this is no result of genomsyn shard (${(error as Error).message})`
    throw new FileError('unreadable', path, { problem, remedy: 'count the shard again with genomsyn shard' })
  }
}
