import { describe, expect, it } from 'vitest'
import { fileOf, placeRecords } from '../test/synthetic-files.ts'
import { balancedCuts, chooseShardCount, largestFirst } from './balance.ts'
import { cutShards } from './cut-shards.ts'
import type { Shard } from './shard.ts'

describe('balancedCuts', () => {
  it('makes shards of about equal bytes where reads lie evenly', () => {
    const drawn = Array.from({ length: 3000 }, (_, i) => ({ place: i * 10_000, length: 150, gap: 10_000 * 65536 }))
    const file = fileOf(placeRecords([30_000_000], drawn, 0))
    const shards = cutShards(file, balancedCuts(file, 8))
    expect(shards).toHaveLength(8)
    const mean = shards.reduce((sum, { bytes }) => sum + bytes, 0) / 8
    for (const { bytes } of shards) expect(Math.abs(bytes / mean - 1)).toBeLessThan(0.02)
  })

  it('cuts between contigs as well as inside them', () => {
    const lengths = Array.from({ length: 2000 }, () => 1000)
    const drawn = Array.from({ length: 2000 }, (_, i) => ({ place: i, length: 150, gap: 1000 * 65536 }))
    const file = fileOf(placeRecords(lengths, drawn, 0))
    const shards = cutShards(file, balancedCuts(file, 16))
    expect(shards).toHaveLength(16)
    expect(new Set(shards.map(({ end }) => end.position))).toEqual(new Set([0]))
  })

  it('does not cut where two shards would begin to read in the same block', () => {
    const drawn = Array.from({ length: 100 }, (_, i) => ({ place: i * 16384, length: 150, gap: 30 }))
    expect(balancedCuts(fileOf(placeRecords([1_700_000], drawn, 0)), 64)).toEqual([])
  })
})

describe('chooseShardCount', () => {
  it('gives each worker a few shards, unless they would be small', () => {
    const gigabyte = 2 ** 30
    expect(chooseShardCount(gigabyte, 2)).toBe(16)
    expect(chooseShardCount(100 * gigabyte, 32)).toBe(256)
    expect(chooseShardCount(20 * 2 ** 20, 4)).toBe(5)
    expect(chooseShardCount(1000, 4)).toBe(1)
    expect(chooseShardCount(gigabyte, 1)).toBe(1)
  })
})

describe('largestFirst', () => {
  it('sorts by bytes, and keeps the order of the file among equals', () => {
    const shards = [3, 9, 9, 1].map((bytes, id) => ({ id, bytes }) as Shard)
    expect(largestFirst(shards).map(({ id }) => id)).toEqual([1, 2, 0, 3])
  })
})
