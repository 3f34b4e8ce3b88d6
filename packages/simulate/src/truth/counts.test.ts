import { describe, expect, it } from 'vitest'
import { makePair, makeRecord } from '../sam/alignment-record.ts'
import { type FlagCount, flagCounts } from './flag-counts.ts'
import { insertSizeStatistics, insertSizes } from './insert-sizes.ts'
import { qualityYield } from './quality-yield.ts'

describe('flag counts', () => {
  const names = (flag: number, fields = {}): FlagCount[] =>
    Object.entries(flagCounts([makeRecord({ flag, ...fields })]))
      .filter(([, [passed]]) => passed === 1)
      .map(([name]) => name as FlagCount)

  it('count a secondary or supplementary record as mapped, but not as primary or paired', () => {
    expect(names(256 | 99)).toEqual(['total', 'secondary', 'mapped'])
    expect(names(2048 | 99)).toEqual(['total', 'supplementary', 'mapped'])
    expect(names(2048 | 256)).toEqual(['total', 'secondary', 'mapped'])
  })

  it('count a proper pair only if the read is mapped', () => {
    expect(names(99, { mateContig: 0 })).toEqual(['total', 'primary', 'mapped', 'primaryMapped', 'paired', 'read1', 'properlyPaired', 'bothMapped']) // prettier-ignore
    expect(names(1 | 2 | 4)).toEqual(['total', 'primary', 'paired'])
  })

  it('count a mapped read with an unmapped mate as a singleton', () => {
    expect(names(73)).toContain('singletons')
    expect(names(73)).not.toContain('bothMapped')
  })

  it('count mates on different contigs, from MAPQ 5 once more', () => {
    expect(names(65, { mateContig: 1, mappingQuality: 4 })).toContain('mateOnOtherContig')
    expect(names(65, { mateContig: 1, mappingQuality: 4 })).not.toContain('mateOnOtherContigMapq5')
    expect(names(65, { mateContig: 1, mappingQuality: 5 })).toContain('mateOnOtherContigMapq5')
  })

  it('keep QC-fail records in a column of their own', () => {
    expect(flagCounts([makeRecord({ flag: 512 | 1024 })]).primaryDuplicates).toEqual([0, 1])
  })
})

describe('insert sizes', () => {
  it('count both mates of an inward pair', () => {
    const { inward, outward, other } = insertSizes(makePair({ position: 0 }, { position: 250 }))
    expect(inward[300]).toBe(2)
    expect(outward.some(Boolean) || other.some(Boolean)).toBe(false)
  })

  it('tell outward pairs and pairs on one strand apart', () => {
    const place = { mateContig: 0, position: 100, matePosition: 0, templateLength: -150 }
    expect(insertSizes([makeRecord({ flag: 1 | 64 | 32, ...place })]).outward[150]).toBe(1)
    expect(insertSizes([makeRecord({ flag: 1 | 64, ...place })]).other[150]).toBe(1)
  })

  it('count sizes beyond 8000 as 8000, and 0 only for mates on one contig', () => {
    const fields = { flag: 97, mateContig: 0, matePosition: 0 }
    expect(insertSizes([makeRecord({ ...fields, templateLength: 90_000 })]).inward[8000]).toBe(1)
    expect(insertSizes([makeRecord(fields)]).inward[0]).toBe(1)
    expect(insertSizes([makeRecord({ ...fields, mateContig: 1 })]).inward[0]).toBe(0)
  })

  it('leave out secondary, supplementary, unpaired and unmapped records and those without bases', () => {
    const fields = { mateContig: 0, matePosition: 0, templateLength: 200 }
    const records = [256 | 97, 2048 | 97, 32, 97 | 4, 97 | 8].map((flag) => makeRecord({ flag, ...fields }))
    const bare = makeRecord({ flag: 97, sequence: '', ...fields })
    expect(Object.values(insertSizes([...records, bare])).some((sizes) => sizes.some(Boolean))).toBe(false)
  })

  it('take mean and deviation over the sizes up to 99 % of pairs', () => {
    const pairs = [...Array.from({ length: 198 }, (_, i) => (i % 2 === 0 ? 100 : 120)), 8000, 8000]
    const records = pairs.flatMap((size) => makePair({ position: 0, cigar: '50M' }, { position: size - 50, cigar: '50M' }))
    const { mean, deviation } = insertSizeStatistics(insertSizes(records))
    expect(mean).toBeCloseTo((110 * 198 + 16_000) / 200, 10)
    expect(deviation).toBeGreaterThan(700)
    const bulk = insertSizeStatistics(insertSizes(records.slice(0, -2)))
    expect([bulk.mean, bulk.deviation]).toEqual([110, 10])
  })

  it('are 0 on average where there are none', () => {
    expect(insertSizeStatistics(insertSizes([]))).toEqual({ mean: 0, deviation: 0 })
  })
})

describe('quality yield', () => {
  it('counts bases of passing primary reads, duplicates and unmapped ones too', () => {
    const qualities = Uint8Array.of(19, 20, 29, 30, 41)
    const flags = [0, 4, 1024, 256, 2048, 512]
    const records = flags.map((flag) => makeRecord({ flag, cigar: '5M', qualities }))
    expect(qualityYield(records)).toEqual({ reads: 3, bases: 15, q20Bases: 12, q30Bases: 6 })
  })

  it('prefers original qualities', () => {
    const record = makeRecord({ cigar: '2M', qualities: 40, tags: [['OQ', 'Z', '5?']] })
    expect(qualityYield([record])).toEqual({ reads: 1, bases: 2, q20Bases: 2, q30Bases: 1 })
  })
})
