import type { Measurement } from '@genomsyn/partial'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { requireAllSeen, requireTiling } from '../test/shard-rules.ts'
import { anyGenome, fileOf, placeRecords } from '../test/synthetic-files.ts'
import { planFile, planShards } from './plan.ts'

describe('planShards', () => {
  it('tiles genome and file, and begins to read before every record it owns or overlaps', () => {
    const anyKind = fc.constantFrom('BAI', 'CSI', 'none')
    fc.assert(
      fc.property(anyGenome, anyKind, fc.integer({ min: 1, max: 64 }), (genome, kind, shardCount) => {
        const file = fileOf(genome, kind)
        const shards = planShards(file, shardCount)
        requireTiling(file, shards)
        requireAllSeen(genome, shards)
        expect(shards.length).toBeLessThanOrEqual(shardCount + 1)
      }),
    )
  })

  it('gives unplaced records a shard of their own', () => {
    const file = fileOf(placeRecords([100_000], [{ place: 5, length: 150, gap: 70_000 }], 3))
    expect(planShards(file, 4).at(-1)).toMatchObject({ first: { contig: 1, position: 0 }, start: file.index!.endOfPlaced })
  })

  it('is one shard without an index, for one shard, and for a file without contigs', () => {
    const genome = placeRecords([100_000], [{ place: 5, length: 150, gap: 70_000 }], 3)
    expect(planShards(fileOf(genome, 'none'), 8)).toHaveLength(1)
    expect(planShards(fileOf(genome), 1)).toHaveLength(1)
    expect(planShards(fileOf(placeRecords([], [], 9)), 8)).toHaveLength(1)
  })
})

describe('planFile', () => {
  it('is plain JSON that holds all a worker needs', () => {
    const file = fileOf(placeRecords([100_000, 500], [{ place: 6, length: 150, gap: 70_000 }], 1))
    const measurement: Measurement = {
      counts: ['flags'],
      depth: { excludeFlags: 1796, minMappingQuality: 0 },
      wgsDepth: { minMappingQuality: 20, minBaseQuality: 20 },
      regions: [],
      territory: [],
    }
    const plan = planFile(file, measurement, 4)
    expect(plan).toMatchObject({ path: 'x.bam', size: file.size, contigLengths: [100_000, 500], measurement })
    expect(plan.shards).toEqual(planShards(file, 4))
    expect(JSON.parse(JSON.stringify(plan))).toEqual(plan)
  })
})
