// How many shards, where to cut between them, and in which order to count them.
import type { AlignmentFile } from '@genomsyn/hts'
import { startOf, unplacedLocus } from './cut-shards.ts'
import type { Locus, Shard } from './shard.ts'

/**
 * Shards per worker. Since they shrink towards the end, a worker idles for less than 2 % of its time then; each seam is read twice,
 * which costs 3 to 5 ms of CPU (all counts, 390 MB; 4, 6 and 8 shards a worker: see decision 0007).
 */
const SHARDS_PER_WORKER = 6

/** Compressed bytes below which a shard is not worth its seam: a worker counts flags in them within 20 ms. */
const MIN_SHARD_BYTES = 4 * 2 ** 20

/** How many shards a file of so many bytes is cut into by default. */
export function chooseShardCount(bytes: number, workers: number): number {
  if (workers === 1) return 1
  return Math.max(1, Math.min(workers * SHARDS_PER_WORKER, Math.floor(bytes / MIN_SHARD_BYTES)))
}

/** Largest first, so that no worker begins a large one when the others are done. */
export function largestFirst(shards: readonly Shard[]): Shard[] {
  return shards.toSorted((a, b) => b.bytes - a.bytes || a.id - b.id)
}

/** Sorted cuts at tiles between which lie the compressed bytes of placed records that `borders` says, as nearly as tiles allow. */
export function balancedCuts(file: AlignmentFile, shardCount: number): Locus[] {
  const begin = file.firstRecord.block
  const bytes = startOf(file, unplacedLocus(file)).block - begin
  const blocks = contigStartBlocks(file)
  const cuts = borders(shardCount).map((border) => lastTileBefore(file, blocks, begin + bytes * border))
  return withDistinctStarts(file, cuts)
}

/** Inner borders as fractions of the whole: the first half of the shards are equal, each of the others is smaller than the one before. */
export function borders(shardCount: number): number[] {
  const equal = Math.ceil(shardCount / 2)
  const steps = shardCount - equal + 1
  const sizes = Array.from({ length: shardCount }, (_, i) => (i < equal ? 1 : 1 - (i - equal + 1) / steps))
  const whole = sizes.reduce((sum, size) => sum + size, 0)
  let before = 0
  return sizes.slice(0, -1).map((size) => (before += size) / whole)
}

/** Two shards that begin to read in the same block would both read what the first one holds. */
function withDistinctStarts(file: AlignmentFile, cuts: readonly Locus[]): Locus[] {
  let last = file.firstRecord.block
  return cuts.filter((cut) => {
    const { block } = startOf(file, cut)
    const further = block > last
    last = Math.max(last, block)
    return further
  })
}

/** File offset at which each contig's records, or the next ones, begin. */
function contigStartBlocks(file: AlignmentFile): number[] {
  let block = startOf(file, unplacedLocus(file)).block
  return file.header.contigs
    .map((_, contig, { length }) => {
      block = file.index?.contigRange(length - 1 - contig)?.begin.block ?? block
      return block
    })
    .toReversed()
}

/** The last tile whose reading begins at or before the file offset. */
function lastTileBefore(file: AlignmentFile, contigBlocks: readonly number[], offset: number): Locus {
  const tileLength = 2 ** (file.index?.tileBits ?? 0)
  const contig = Math.max(
    0,
    lastWhere(contigBlocks.length, (i) => contigBlocks[i]! <= offset),
  )
  const tileCount = Math.ceil((file.header.contigs[contig]?.length ?? 0) / tileLength)
  const tile = lastWhere(tileCount, (i) => startOf(file, { contig, position: i * tileLength }).block <= offset)
  return { contig, position: Math.max(0, tile) * tileLength }
}

/** The last index below `count` for which `holds`, when it holds up to some index only; -1 when for none. */
function lastWhere(count: number, holds: (index: number) => boolean): number {
  let low = -1
  let high = count
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (holds(middle)) low = middle
    else high = middle
  }
  return low
}
