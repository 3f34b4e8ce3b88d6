// A plan: measurements × shards, as plain JSON. Pure: it reads nothing but the opened file's header and index.
import type { AlignmentFile, ReferenceSource } from '@genomsyn/hts'
import { emptyPartial, type Measurement } from '@genomsyn/partial'
import { balancedCuts } from './balance.ts'
import { cutShards, unplacedLocus } from './cut-shards.ts'
import type { Shard } from './shard.ts'

export interface Plan {
  /** Fingerprint of the kernel contract it was made for. */
  readonly contract: number
  readonly path: string
  /** Bytes of the file. */
  readonly size: number
  /** Positions per contig, in the header's order. */
  readonly contigLengths: readonly number[]
  readonly measurement: Measurement
  /** Where the bases of a CRAM's contigs are to be had; absent for a BAM. */
  readonly reference?: ReferenceSource
  readonly shards: readonly Shard[]
}

/** The plan to take the measurement of the file in about so many shards; a CRAM's reference, if there is one, is part of it. */
export function planFile(
  file: AlignmentFile,
  measurement: Measurement,
  shardCount: number,
  reference: ReferenceSource | null = null,
): Plan {
  const { contract } = emptyPartial([], 0)
  const contigLengths = file.header.contigs.map(({ length }) => length)
  const { path, size } = file
  const bases = reference === null ? {} : { reference }
  return { contract, path, size, contigLengths, measurement, ...bases, shards: planShards(file, shardCount) }
}

/**
 * Shards of about equal compressed bytes, in file order; the unplaced records get one on top.
 * Fewer than `shardCount` when tiles are too large, one without an index.
 */
export function planShards(file: AlignmentFile, shardCount: number): Shard[] {
  if (file.index === null || shardCount === 1) return cutShards(file, [])
  const unplaced = file.index.unplaced === 0n ? [] : [unplacedLocus(file)]
  return cutShards(file, [...balancedCuts(file, shardCount), ...unplaced])
}
