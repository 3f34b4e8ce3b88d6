// What must hold of the shards of any file.
import { type AlignmentFile, packVirtualOffset } from '@genomsyn/hts'
import { expect } from 'vitest'
import { compareLoci, type Shard } from '../src/shard.ts'
import type { Genome } from './synthetic-files.ts'

/** Every locus and every block belongs to one shard, and shards are in order. */
export function requireTiling(file: AlignmentFile, shards: readonly Shard[]): void {
  expect(shards.map(({ id }) => id)).toEqual(shards.map((_, i) => i))
  expect(shards[0]).toMatchObject({ first: { contig: 0, position: 0 }, start: file.firstRecord })
  expect(shards.at(-1)).toMatchObject({ end: { contig: file.header.contigs.length + 1, position: 0 }, endBlock: file.size })
  shards.forEach((shard, i) => {
    expect(compareLoci(shard.first, shard.end)).toBeLessThan(0)
    expect(shard.endBlock).toBeGreaterThanOrEqual(shard.start.block)
    expect(shard.bytes).toBe(shard.endBlock - shard.start.block)
    if (i === 0) return
    expect(shard.first).toEqual(shards[i - 1]!.end)
    expect(shard.start.block).toBe(shards[i - 1]!.endBlock)
  })
}

/** No record that overlaps a shard, or starts in it, lies before its start. */
export function requireAllSeen({ lengths, records }: Genome, shards: readonly Shard[]): void {
  for (const { first, end, start } of shards) {
    const begin = packVirtualOffset(start)
    for (const record of records) {
      const contig = record.contig < 0 ? lengths.length : record.contig
      const last = { contig, position: Math.max(0, record.end - 1) }
      const touches = compareLoci(first, last) <= 0 && compareLoci({ contig, position: Math.max(0, record.begin) }, end) < 0
      if (touches) expect(BigInt(record.offset)).toBeGreaterThanOrEqual(begin)
    }
  }
}
