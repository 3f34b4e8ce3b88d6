import { openSync } from 'node:fs'
import { type AlignmentFile, packVirtualOffset } from '@genomsyn/hts'
import { cutShards, type Locus, type Shard } from '@genomsyn/plan'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { everyKindOfRecord, everything, SampleFolder } from '../test/sample-files.ts'
import { countShard, type Seam } from './count-shard.ts'
import { Kernel } from './kernel.ts'
import { ReferenceSupply } from './reference-supply.ts'
import { firstBrokenSeam } from './seams.ts'

const seam = (firstOwned: bigint | null, stop: bigint | null, reach: bigint | null = null): Seam => ({
  firstOwned,
  stop,
  reach,
  outOfOrder: false,
})

function shardAt(block: number): Shard {
  const locus = { contig: 0, position: 0 }
  return { id: 0, first: locus, end: locus, start: { block, within: 0 }, endBlock: 0, bytes: 0 }
}

describe('the seam between two shards', () => {
  const shards = [shardAt(0), shardAt(10)]
  const later = packVirtualOffset({ block: 10, within: 0 })

  it.each<[string, Seam[], number]>([
    ['holds when one stops where the other begins', [seam(5n, 70n), seam(70n, null)], -1],
    ['holds over a shard that owns no record', [seam(5n, 70n), seam(null, 70n)], -1],
    ['holds where the file ends', [seam(5n, null), seam(null, null)], -1],
    ['is broken when a record is missed', [seam(5n, 70n), seam(80n, null)], 1],
    ['is broken when a record is read twice', [seam(5n, 70n), seam(60n, null)], 1],
    ['is broken when records are left and none is owned', [seam(5n, 70n), seam(null, null)], 1],
    ['is broken when records are owned behind the end', [seam(5n, null), seam(70n, null)], 1],
    ['holds when the first record that reaches over it is read by both', [seam(5n, later, later), seam(later, null)], -1],
    [
      'is broken when a record that reaches over it lies before the later start',
      [seam(5n, later, later - 1n), seam(later, null)],
      1,
    ],
  ])('%s', (_, seams, broken) => {
    expect(firstBrokenSeam('BAM', shards, seams)).toBe(broken)
  })

  it('compares places of a CRAM, whose ordinals have twenty bits', () => {
    const cramPlace = 10n << 20n
    expect(firstBrokenSeam('CRAM', shards, [seam(5n, cramPlace, cramPlace), seam(cramPlace, null)])).toBe(-1)
    expect(firstBrokenSeam('CRAM', shards, [seam(5n, cramPlace, cramPlace - 1n), seam(cramPlace, null)])).toBe(1)
  })

  it('is none for one shard', () => {
    expect(firstBrokenSeam('BAM', [shardAt(0)], [seam(null, null)])).toBe(-1)
  })
})

describe('the seams of a file', () => {
  const folder = new SampleFolder()
  let file: AlignmentFile
  let descriptor = -1
  const kernel = new Kernel()
  beforeAll(async () => {
    file = await folder.write('seams.bam', everyKindOfRecord(3))
    descriptor = openSync(file.path, 'r')
    const { contigs } = file.header
    kernel.configure({
      contigLengths: contigs.map(({ length }) => length),
      measurement: { ...everything(contigs), counts: ['integrity'] },
    })
  })
  afterAll(() => folder.remove())

  function seamOf(shard: Shard): Seam {
    const named = { path: file.path, format: 'BAM', contigNames: [] } as const
    const windows = countShard(kernel, { ...named, descriptor, supply: new ReferenceSupply(named, null) }, shard)
    for (;;) {
      const step = windows.next()
      if (step.done) return step.value.seam
    }
  }

  it('hold under its own index, wherever it is cut', () => {
    const loci: fc.Arbitrary<Locus[]> = fc.array(fc.record({ contig: fc.nat(4), position: fc.nat(120_000) }), { maxLength: 8 })
    fc.assert(
      fc.property(loci, (cuts) => {
        const shards = cutShards(
          file,
          cuts.toSorted((a, b) => a.contig - b.contig || a.position - b.position),
        )
        expect(firstBrokenSeam('BAM', shards, shards.map(seamOf))).toBe(-1)
      }),
      { numRuns: 40 },
    )
  })
})
