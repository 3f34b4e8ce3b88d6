import { openSync } from 'node:fs'
import { type AlignmentFile } from '@genomsyn/hts'
import type { Measurement } from '@genomsyn/partial'
import { planFile } from '@genomsyn/plan'
import { type AlignmentRecord, makeRecord } from '@genomsyn/simulate'
import { afterAll, describe, expect, it } from 'vitest'
import { everything, SampleFolder, sampleOf } from '../test/sample-files.ts'
import { countShard, type ShardResult } from './count-shard.ts'
import { Kernel } from './kernel.ts'
import { ReferenceSupply } from './reference-supply.ts'

describe('the kernel behind its host', () => {
  const folder = new SampleFolder()
  afterAll(() => folder.remove())
  const kernel = new Kernel()

  async function counted(
    name: string,
    records: readonly AlignmentRecord[],
    measurement: Partial<Measurement> = {},
  ): Promise<ShardResult> {
    const file = await folder.write(`${name}.bam`, sampleOf(records, [2_000_000, 1000]))
    return countFile(file, { ...everything(file.header.contigs), ...measurement })
  }

  function countFile(file: AlignmentFile, measurement: Measurement): ShardResult {
    const { contigLengths, shards } = planFile(file, measurement, 1)
    kernel.configure({ contigLengths, measurement })
    const contigNames = file.header.contigs.map(({ name }) => name)
    const named = { path: file.path, format: 'BAM', contigNames } as const
    const source = { ...named, descriptor: openSync(file.path, 'r'), supply: new ReferenceSupply(named, null) }
    const windows = countShard(kernel, source, shards[0]!)
    for (;;) {
      const step = windows.next()
      if (step.done) return step.value
    }
  }

  it('loses no record when the kernel asks for room in the middle of a window', async () => {
    const deep = Array.from({ length: 6000 }, (_, i) => makeRecord({ name: `deep${i}`, flag: 0x1, position: 500 }))
    const wide = makeRecord({ name: 'wide', flag: 0x1, position: 600, cigar: '50M1500000N50M' })
    const after = Array.from({ length: 3000 }, (_, i) => makeRecord({ name: `after${i}`, flag: 0x1, position: 700 + 10 * i }))
    const { counts } = (await counted('room', [...deep, wide, ...after])).partial
    expect(counts.integrity![0]).toBe(9001n)
    expect(counts['contig-depth']![0]).toBe(9001n * 50n + 50n)
    expect(counts.depth![6000]).toBe(50n)
  })

  it('counts nothing that is not asked for', async () => {
    const { counts } = (await counted('flags-alone', [makeRecord({ flag: 16 })], { counts: ['flags'] })).partial
    expect(Object.keys(counts)).toEqual(['flags'])
    expect(counts.flags![16]).toBe(1n)
  })

  it('counts the reads of chosen read groups alone', async () => {
    const groups = ['a', 'b', 'ab', ''].map((id) => makeRecord({ tags: id === '' ? [] : [['RG', 'Z', id]] }))
    const records = async (...readGroups: string[]): Promise<bigint> =>
      (await counted(`groups-${readGroups.join('-')}`, groups, { readGroups })).partial.counts.flags![0]!
    expect([await records('a'), await records('ab', 'b'), await records('c'), await records('a', 'b', 'ab')]).toEqual([
      1n,
      2n,
      0n,
      3n,
    ])
  })

  it('refuses a read group identifier that it could not compare', async () => {
    await expect(counted('long-group', [], { readGroups: ['x'.repeat(256)] })).rejects.toThrow(
      'a read group identifier is longer than 255 bytes',
    )
  })

  it('says that a measurement or an alignment needs more memory than there is', async () => {
    const huge = { contigLengths: [0x7fffffff], measurement: everything([]) }
    kernel.configure(huge)
    const skips = Array.from({ length: 5 }, () => '200000000N').join('')
    const file = await folder.write('huge.bam', sampleOf([makeRecord({ cigar: `1M${skips}1M` })], [0x7fffffff]), 'none')
    expect(() => countFile(file, everything(file.header.contigs))).toThrow(
      'an alignment needs more than the 4 GiB a kernel can address',
    )
  })
})
