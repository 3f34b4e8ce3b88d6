import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { requireAllSeen, requireTiling } from '../test/shard-rules.ts'
import { anyGenome, fileOf, placeRecords } from '../test/synthetic-files.ts'
import { cutShards } from './cut-shards.ts'
import { compareLoci } from './shard.ts'

describe('cutShards', () => {
  it('is right for any cuts, also several in one block', () => {
    const anyCuts = fc.array(fc.record({ contig: fc.nat(5), position: fc.nat(400_000) }), { maxLength: 64 })
    fc.assert(
      fc.property(anyGenome, anyCuts, (genome, cuts) => {
        const file = fileOf(genome)
        const shards = cutShards(file, cuts.toSorted(compareLoci))
        requireTiling(file, shards)
        requireAllSeen(genome, shards)
      }),
    )
  })

  it('counts equal cuts once, and leaves out those outside the genome', () => {
    const file = fileOf(placeRecords([100_000], [{ place: 5, length: 150, gap: 70_000 }], 0))
    const cuts = [
      { contig: 0, position: 0 },
      { contig: 0, position: 500 },
      { contig: 0, position: 500 },
      { contig: 1, position: 0 },
      { contig: 2, position: 0 },
      { contig: 3, position: 7 },
    ]
    expect(cutShards(file, cuts).map(({ first }) => first)).toEqual([
      { contig: 0, position: 0 },
      { contig: 0, position: 500 },
      { contig: 1, position: 0 },
    ])
  })
})
