// What became of one shard as a file: a line that says which shard of which plan and where its records lie, then its partial.
import { createHash } from 'node:crypto'
import type { Cost, Seam, ShardOutcome } from '@genomsyn/engine'
import { FileError, type Format } from '@genomsyn/hts'
import { type PartialResult, readPartial, writePartial } from '@genomsyn/partial'
import type { Plan, Shard } from '@genomsyn/plan'
import { readTextFile } from './text-file.ts'

/** Which shard of which plan. */
export interface ShardTitle {
  /** SHA-256 of the plan's JSON. */
  readonly plan: string
  /** Path of the alignment file. */
  readonly path: string
  readonly format: Format['name']
  /** Shards of the plan. */
  readonly shardCount: number
  readonly shard: Shard
  readonly seam: Seam
  readonly cost: Cost
}

export interface ShardFile extends ShardTitle {
  /** Path of this very file. */
  readonly file: string
  readonly partial: PartialResult
}

/** A shard, and the plan and format of its file. */
interface CountedShard {
  readonly plan: Plan
  readonly shard: Shard
  readonly format: Format['name']
}

/** SHA-256 of the plan's JSON. */
export function digestPlan(plan: Plan): string {
  return createHash('sha256').update(JSON.stringify(plan)).digest('hex')
}

/** Its text. */
export function writeShard({ plan, shard, format }: CountedShard, { seam, cost, partial }: ShardOutcome): string {
  const title: ShardTitle = { plan: digestPlan(plan), path: plan.path, format, shardCount: plan.shards.length, shard, seam, cost }
  return `${JSON.stringify(title, offsetsAsText)}\n${writePartial(partial)}`
}

/** @throws FileError when it is missing or no result of a shard */
export async function readShard(file: string): Promise<ShardFile> {
  const [title = '', partial = ''] = (await readTextFile(file)).split('\n')
  try {
    return { file, ...(JSON.parse(title, textAsOffset) as ShardTitle), partial: readPartial(partial) }
  } catch (error) {
    const problem = `this is no result of genomsyn shard (${(error as Error).message})`
    throw new FileError('unreadable', file, { problem, remedy: 'count the shard again with genomsyn shard' })
  }
}

/** Keys of places of records, which are integers of 64 bits: JSON has none. */
const OFFSET_KEYS = ['firstOwned', 'stop', 'reach']

function offsetsAsText(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value
}

function textAsOffset(key: string, value: unknown): unknown {
  return typeof value === 'string' && OFFSET_KEYS.includes(key) ? BigInt(value) : value
}
