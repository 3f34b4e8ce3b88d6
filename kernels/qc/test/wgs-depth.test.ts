// Depth under the GA4GH rules, which are those of Picard's CollectWgsMetrics 2.27.5: its measured truth table and cases with a name.
import * as exclusions from '@genomsyn/abi/exclusions'
import { type AlignmentRecord, makePair, makeRecord, type RecordFields } from '@genomsyn/simulate'
import { beforeAll, describe, expect, it } from 'vitest'
import { layOut } from './bam-layout.ts'
import { builds, type CountRequest, type DrivenKernel, loadBuild, nonZero, type Outcome } from './drive-kernel.ts'

/** One contig of 1,000 bases, 300 A, 100 N, 600 A. */
const request: CountRequest = {
  contigLengths: [1000],
  territory: [
    { contig: 0, start: 0, end: 300 },
    { contig: 0, start: 400, end: 1000 },
  ],
}

/** Mates of 50M at 1 and 101, MAPQ 60, quality 30. */
const pair = (first: RecordFields = {}, second: RecordFields = {}): AlignmentRecord[] =>
  makePair({ position: 0, ...first }, { position: 100, ...second })

const both = (fields: RecordFields): AlignmentRecord[] => pair(fields, fields)

describe.each(builds)('depth under the GA4GH rules in %s', (build) => {
  let kernel: DrivenKernel
  beforeAll(async () => {
    kernel = await loadBuild(build)
  })
  const count = (records: readonly AlignmentRecord[], fields: Partial<CountRequest> = {}): Outcome =>
    kernel.count(layOut(records, 65280).file, { ...request, ...fields })
  const histogram = (outcome: Outcome): Record<number, bigint> => nonZero(outcome.counts, ['wgs-depth'])['wgs-depth']!
  const excluded = (outcome: Outcome): Record<number, bigint> => nonZero(outcome.counts, ['wgs-exclusions'])['wgs-exclusions']!
  const bases = (outcome: Outcome): number =>
    Object.entries(histogram(outcome)).reduce((sum, [depth, n]) => sum + Number(depth) * Number(n), 0)

  it.each<[string, AlignmentRecord[], number]>([
    ['a plain pair', pair(), 100],
    ['a supplementary record elsewhere', [...pair(), makeRecord({ name: 'pair', flag: 0x841, position: 500 })], 150],
    ['a secondary record elsewhere', [...pair(), makeRecord({ name: 'pair', flag: 0x141, position: 500 })], 100],
    ['QC-fail mates', both({ flag: 0x200 }), 0],
    ['duplicate mates', both({ flag: 0x400 }), 0],
    ['an unpaired read', [makeRecord()], 0],
    ['a read whose mate is unmapped', [makeRecord({ flag: 73 })], 0],
    ['an improper pair', pair().map((record) => ({ ...record, flag: record.flag & ~0x2 })), 100],
    ['mapping quality 19', both({ mappingQuality: 19 }), 0],
    ['mapping quality 20', both({ mappingQuality: 20 }), 100],
    ['base quality 19', both({ qualities: 19 }), 0],
    ['base quality 20', both({ qualities: 20 }), 100],
    ['mates that overlap by 25 bases', pair({}, { position: 25 }), 75],
    ['a deletion', pair({ cigar: '25M10D25M' }), 100],
    ['an insertion', pair({ cigar: '20M10I20M' }), 90],
    ['a soft clip', pair({ cigar: '10S40M' }), 90],
    ['mates of which 30 bases lie on N', pair({ position: 280 }, { position: 400 }), 70],
    [
      '300 identical pairs',
      Array.from({ length: 300 }, (_, i) => pair({ name: `p${i}` }))
        .flat()
        .toSorted((a, b) => a.position - b.position),
      25_000,
    ],
  ])("agrees with Picard's count for %s", (_, records, expected) => {
    expect(bases(count(records))).toBe(expected)
  })

  it('counts the bases beyond the cap', () => {
    const records = Array.from({ length: 300 }, (_, i) => makeRecord({ name: `p${i}`, flag: 0x1 }))
    const outcome = count(records)
    expect(histogram(outcome)).toEqual({ 250: 50n })
    expect(outcome.counts['wgs-exclusions'][exclusions.CAPPED_BASES]).toBe(2500n)
  })

  it.each([254, 255, 256, 257, 511, 512, build === 'qc.wasm' ? 70_000 : 5000])(
    'holds a depth of %i until positions are final',
    (reads) => {
      const records = Array.from({ length: reads }, (_, i) => makeRecord({ name: `p${i}`, flag: 0x1, cigar: '20M' }))
      const outcome = count(records)
      expect(histogram(outcome)).toEqual({ 250: 20n })
      expect(outcome.counts['wgs-exclusions'][exclusions.CAPPED_BASES]).toBe(BigInt(20 * (reads - 250)))
    },
  )

  it('holds depths on either side of 255 next to each other', () => {
    const records = Array.from({ length: 400 }, (_, i) => makeRecord({ name: `p${i}`, flag: 0x1, position: i, cigar: '300M' }))
    const outcome = count(records, { territory: [{ contig: 0, start: 0, end: 1000 }] })
    const depths = Array.from({ length: 699 }, (_, p) => Math.min(p, 399) - Math.max(0, p - 299) + 1)
    const expected: Record<number, bigint> = {}
    for (const depth of depths) expected[Math.min(depth, 250)] = (expected[Math.min(depth, 250)] ?? 0n) + 1n
    expect(histogram(outcome)).toEqual(expected)
  })

  it('puts a read that several reasons remove under the first of them', () => {
    const reasonOf = (fields: RecordFields): Record<number, bigint> => excluded(count([makeRecord(fields)]))
    expect(reasonOf({ flag: 0x701, mappingQuality: 0 })).toEqual({ [exclusions.SECONDARY]: 1n, [exclusions.SECONDARY + 1]: 50n })
    expect(reasonOf({ flag: 0x600, mappingQuality: 0 })).toEqual({ [exclusions.MAPQ]: 1n, [exclusions.MAPQ + 1]: 50n })
    expect(reasonOf({ flag: 0x600 })).toEqual({ [exclusions.DUPE]: 1n, [exclusions.DUPE + 1]: 50n })
    expect(reasonOf({ flag: 0x200 })).toEqual({ [exclusions.UNPAIRED]: 1n, [exclusions.UNPAIRED + 1]: 50n })
    expect(reasonOf({ flag: 0x201 })).toEqual({ [exclusions.QC_FAIL]: 1n, [exclusions.QC_FAIL + 1]: 50n })
  })

  it('puts an unmapped record with place and CIGAR under the reason that a filter has for it, and counts none', () => {
    const outcome = (fields: RecordFields): Record<number, bigint> => excluded(count([makeRecord(fields)]))
    expect(outcome({ flag: 0x5, mappingQuality: 0 })).toEqual({ [exclusions.MAPQ]: 1n, [exclusions.MAPQ + 1]: 50n })
    expect(outcome({ flag: 0x4 })).toEqual({ [exclusions.UNPAIRED]: 1n, [exclusions.UNPAIRED + 1]: 50n })
    expect(outcome({ flag: 0x5 })).toEqual({})
    expect(outcome({ flag: 0x205 })).toEqual({})
    expect(outcome({ flag: 0x5, cigar: '*', sequence: 'ACGT', mappingQuality: 0 })).toEqual({})
  })

  it('tells a read of mapping quality 0 that begins with an adapter from others of that quality', () => {
    const adapter = 'AGATCGGAAGAGCACACGTCTGAACTCCAGTC'
    const reasonOf = (fields: RecordFields): string[] =>
      Object.keys(excluded(count([makeRecord({ mappingQuality: 0, cigar: '32M', sequence: adapter, ...fields })])))
    expect(reasonOf({})).toEqual([`${exclusions.ADAPTER}`, `${exclusions.ADAPTER + 1}`])
    expect(reasonOf({ sequence: `C${adapter.slice(1)}` })).toEqual([`${exclusions.ADAPTER}`, `${exclusions.ADAPTER + 1}`])
    expect(reasonOf({ sequence: `CT${adapter.slice(2)}` })).toEqual([`${exclusions.MAPQ}`, `${exclusions.MAPQ + 1}`])
    expect(reasonOf({ mappingQuality: 1 })).toEqual([`${exclusions.MAPQ}`, `${exclusions.MAPQ + 1}`])
  })

  it('excludes for base quality what is low, N or 2 and below, whatever the minimum', () => {
    const sequence = `${'A'.repeat(20)}${'N'.repeat(10)}${'C'.repeat(20)}`
    const qualities = Uint8Array.from({ length: 50 }, (_, i) => [2, 3, 19, 20, 41][i % 5]!)
    const records = [makeRecord({ flag: 0x1, sequence, qualities })]
    expect(excluded(count(records))[exclusions.BASEQ_BASES]).toBe(10n + 24n)
    expect(excluded(count(records, { wgsMinBaseQuality: 0 }))[exclusions.BASEQ_BASES]).toBe(10n + 8n)
  })

  it('takes all bases of a read without qualities for low', () => {
    expect(excluded(count([makeRecord({ flag: 0x1, qualities: null })]))[exclusions.BASEQ_BASES]).toBe(50n)
  })

  it('ignores an N in the half byte behind a read of odd length', () => {
    const outcome = count([
      makeRecord({ flag: 0x1, cigar: '49M', sequence: 'A'.repeat(48) + 'C' }),
      makeRecord({ name: 'n', flag: 0x1, cigar: '17M', sequence: `N${'A'.repeat(16)}` }),
    ])
    expect(bases(outcome)).toBe(49 + 16)
  })

  it('lets the first base that passes claim a position, so that a low one does not shadow its mate', () => {
    const low = Uint8Array.from({ length: 50 }, (_, i) => (i < 40 ? 30 : 10))
    const outcome = count(pair({ qualities: low }, { position: 30 }))
    expect(bases(outcome)).toBe(40 + 40)
    expect(excluded(outcome)).toMatchObject({ [exclusions.BASEQ_BASES]: 10n, [exclusions.OVERLAP_BASES]: 10n })
  })

  it('lets a base over a deletion of its mate count', () => {
    expect(bases(count(pair({ cigar: '20M20D20M' }, { position: 10 })))).toBe(60)
  })

  it('counts a name once however often it comes', () => {
    const records = Array.from({ length: 40 }, (_, i) => makeRecord({ name: 'same', flag: 0x801, position: i, cigar: '33M' }))
    const outcome = count(records)
    expect(histogram(outcome)).toEqual({ 1: 72n })
    expect(excluded(outcome)[exclusions.OVERLAP_BASES]).toBe(BigInt(40 * 33 - 72))
  })

  it('tells names apart that differ in their last byte or their length alone', () => {
    const names = ['r', 'ra', 'rb', 'eightchr', 'eightchs', 'eightchr1', 'sixteencharacter', 'sixteencharacteR']
    expect(histogram(count(names.map((name) => makeRecord({ name, flag: 0x1 }))))).toEqual({ [names.length]: 50n })
  })

  it('counts nothing outside the territory, and reads that touch the regions alone', () => {
    const regions = [{ contig: 0, start: 40, end: 60 }]
    const records = [
      makeRecord({ name: 'in', flag: 0x1 }),
      makeRecord({ position: 59 }),
      makeRecord({ name: 'beside', flag: 0x1, position: 60 }),
    ]
    const outcome = count(records, { regions, territory: [{ contig: 0, start: 45, end: 48 }] })
    expect(histogram(outcome)).toEqual({ 1: 3n })
    expect(excluded(outcome)).toEqual({
      [exclusions.COUNTED]: 1n,
      [exclusions.COUNTED + 1]: 3n,
      [exclusions.UNPAIRED]: 1n,
      [exclusions.UNPAIRED + 1]: 50n,
    })
  })

  it('counts each of many intervals of one base', () => {
    const territory = Array.from({ length: 300 }, (_, i) => ({ contig: 0, start: 3 * i, end: 3 * i + 1 }))
    const records = Array.from({ length: 50 }, (_, i) =>
      makeRecord({ name: `r${i}`, flag: 0x1, position: 10 * i, cigar: '100M' }),
    )
    expect(bases(count(records, { territory }))).toBe(
      records.reduce((sum, { position }) => sum + thirds(position, position + 100), 0),
    )
  })

  it('makes room for a read over a long skip, and for a megabase of bases', () => {
    const contigLengths = [3_000_000]
    const outcome = count(
      [
        makeRecord({ name: 'skip', flag: 0x1, cigar: '50M1500000N50M' }),
        makeRecord({ name: 'long', flag: 0x1, position: 20, cigar: '1000000M' }),
        makeRecord({ name: 'skip', flag: 0x801, position: 1_500_060, cigar: '50M' }),
      ],
      { contigLengths, territory: [{ contig: 0, start: 0, end: 3_000_000 }] },
    )
    expect(histogram(outcome)).toEqual({ 1: 20n + 60n + (1_000_020n - 50n), 2: 30n })
    expect(excluded(outcome)[exclusions.OVERLAP_BASES]).toBe(40n)
  })

  it('makes room for 10,000 names at one position, and still knows each of them', () => {
    const reads = Array.from({ length: 10_000 }, (_, i) => makeRecord({ name: `read${i}`, flag: 0x1, cigar: '30M' }))
    const again = reads.map((read) => ({ ...read, position: 5, flag: 0x801 }))
    const outcome = count([...reads, ...again])
    expect(outcome.enlargements).toBeGreaterThan(0)
    expect(excluded(outcome)[exclusions.OVERLAP_BASES]).toBe(250_000n)
    expect(histogram(outcome)).toEqual({ 250: 35n })
  })
})

/** Multiples of three in [start, end), below 900. */
function thirds(start: number, end: number): number {
  return Array.from({ length: Math.min(end, 900) - start }, (_, i) => start + i).filter((position) => position % 3 === 0).length
}
