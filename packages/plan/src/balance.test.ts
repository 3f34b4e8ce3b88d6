import { describe, expect, it } from 'vitest'
import { fileOf, placeRecords } from '../test/synthetic-files.ts'
import { balancedCuts, borders, chooseShardCount, largestFirst } from './balance.ts'
import { cutShards } from './cut-shards.ts'
import type { Shard } from './shard.ts'

describe('balancedCuts', () => {
  it('makes shards of the bytes that the borders say where reads lie evenly', () => {
    const drawn = Array.from({ length: 3000 }, (_, i) => ({ place: i * 10_000, length: 150, gap: 10_000 * 65536 }))
    const file = fileOf(placeRecords([30_000_000], drawn, 0))
    const shards = cutShards(file, balancedCuts(file, 8))
    expect(shards).toHaveLength(8)
    const whole = shards.reduce((sum, { bytes }) => sum + bytes, 0)
    const wanted = [0, ...borders(8), 1]
    for (const [i, { bytes }] of shards.entries()) expect(bytes / whole).toBeCloseTo(wanted[i + 1]! - wanted[i]!, 2)
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

describe('borders', () => {
  it.each([2, 3, 8, 12, 64])('of %i shards make the first half equal and let the rest shrink to nearly nothing', (shardCount) => {
    const all = [0, ...borders(shardCount), 1]
    const sizes = all.slice(1).map((border, i) => border - all[i]!)
    expect(sizes).toHaveLength(shardCount)
    const half = Math.ceil(shardCount / 2)
    for (const size of sizes.slice(0, half)) expect(size).toBeCloseTo(sizes[0]!)
    for (let i = half; i < shardCount; i++) expect(sizes[i]).toBeLessThan(sizes[i - 1]!)
    expect(sizes[shardCount - 1]! / sizes[0]!).toBeCloseTo(1 / (shardCount - half + 1))
    expect(sizes[0]! * shardCount).toBeLessThan(1.4)
  })
})

describe('chooseShardCount', () => {
  it('gives each worker a few shards, unless they would be small', () => {
    const gigabyte = 2 ** 30
    expect(chooseShardCount(gigabyte, 2)).toBe(12)
    expect(chooseShardCount(100 * gigabyte, 32)).toBe(192)
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
