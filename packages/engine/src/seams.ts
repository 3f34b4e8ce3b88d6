// Whether neighbouring shards meet: what an index says is believed only as far as the records bear it out.
import type { Shard } from '@genomsyn/plan'
import type { Format } from '@genomsyn/hts'
import type { Seam } from './count-shard.ts'
import { packPlace } from './record-place.ts'

/**
 * The index of the first shard that does not continue its predecessor, or -1. Shards meet when no record is missed or read twice at
 * their border, and when every record that reaches over it lies behind the offset at which the later shard began to read.
 */
export function firstBrokenSeam(format: Format['name'], shards: readonly Shard[], seams: readonly Seam[]): number {
  const seesAll = ({ reach }: Seam, { start }: Shard): boolean => reach === null || reach >= packPlace(format, start)
  return shards.findIndex((shard, i) => i > 0 && !(continues(seams[i - 1]!, seams[i]!) && seesAll(seams[i - 1]!, shard)))
}

function continues(before: Seam, after: Seam): boolean {
  return before.stop === (after.firstOwned ?? after.stop)
}
