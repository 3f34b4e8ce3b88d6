// Depth under mosdepth's rules: cases with a name, each with the depth written out. Rules: mosdepth 0.3.3, mosdepth.nim.
import { type AlignmentRecord, makePair, makeRecord } from '@genomsyn/simulate'
import { beforeAll, describe, expect, it } from 'vitest'
import { layOut } from './bam-layout.ts'
import { builds, type CountRequest, type DrivenKernel, loadBuild, nonZero, type Outcome } from './drive-kernel.ts'

describe.each(builds)("depth under mosdepth's rules in %s", (build) => {
  let kernel: DrivenKernel
  beforeAll(async () => {
    kernel = await loadBuild(build)
  })
  const count = (records: readonly AlignmentRecord[], length = 1000, request: Partial<CountRequest> = {}): Outcome =>
    kernel.count(layOut(records, 65280).file, { contigLengths: [length], ...request })
  const depthsOf = ({ counts }: Outcome): Record<number, number> =>
    Object.fromEntries(
      Object.entries(nonZero(counts, ['depth'])['depth']!).map(([depth, positions]) => [depth, Number(positions)]),
    )
  const depths = (records: readonly AlignmentRecord[]): Record<number, number> => depthsOf(count(records))
  const fastDepths = (records: readonly AlignmentRecord[]): Record<number, number> =>
    depthsOf(count(records, 1000, { fastMode: true }))

  it.each([
    ['one run', '50M', 50],
    ['matches and mismatches as one run', '20=5X25=', 50],
    ['no deletion', '20M10D20M', 40],
    ['no skip', '20M100N20M', 40],
    ['no insertion and no clip', '5S20M10I20M5S', 40],
    ['no padding', '20M5P20M', 40],
    ['nothing of a deletion alone', '20D', 0],
    ['nothing of a clip alone', '20S', 0],
  ])('covers %s', (_, cigar, positions) => {
    expect(depths([makeRecord({ position: 100, cigar })])).toEqual(positions === 0 ? {} : { 1: positions })
  })

  it.each([
    ['a deletion and a skip', '20M10D20M100N20M', 170],
    ['no insertion and no clip', '5S20M10I20M5S', 40],
    ['a deletion alone', '20D', 20],
    ['one position of a clip alone', '20S', 1],
  ])('covers %s in fast mode', (_, cigar, positions) => {
    expect(fastDepths([makeRecord({ position: 100, cigar })])).toEqual({ 1: positions })
  })

  it('counts both mates where they overlap in fast mode, and leaves out the same records', () => {
    expect(fastDepths(makePair({ position: 0 }, { position: 25 }))).toEqual({ 1: 50, 2: 25 })
    expect(fastDepths([makeRecord({ flag: 0x400 }), makeRecord({ mappingQuality: 0 })])).toEqual({ 1: 50 })
  })

  it.each([
    ['unmapped', 0x4],
    ['secondary', 0x100],
    ['QC-fail', 0x200],
    ['duplicate', 0x400],
  ])('leaves out a record that is %s', (_, flag) => {
    expect(depths([makeRecord({ flag })])).toEqual({})
  })

  it('counts a supplementary record, and reads of mapping quality 0', () => {
    expect(depths([makeRecord({ flag: 0x800 }), makeRecord({ mappingQuality: 0 })])).toEqual({ 2: 50 })
  })

  it.each([
    ['that overlap', { position: 0 }, { position: 25 }, { 1: 75 }],
    ['that begin together', { position: 0 }, { position: 0 }, { 1: 50 }],
    ['that abut', { position: 0 }, { position: 50 }, { 1: 100 }],
    ['of which the second has a deletion', { position: 0 }, { position: 25, cigar: '10M10D40M' }, { 1: 85 }],
    [
      'of which the first has a skip that the second fills',
      { position: 0, cigar: '10M30N10M' },
      { position: 5, cigar: '40M' },
      { 1: 50 },
    ],
    ['clipped to where they overlap', { position: 0, cigar: '40M10S' }, { position: 25, cigar: '10S40M' }, { 1: 65 }],
  ])('counts mates %s once where both cover', (_, first, second, expected) => {
    expect(depths(makePair(first, second))).toEqual(expected)
  })

  it('takes too much away where a mate lies inside the other, as mosdepth does', () => {
    expect(depths(makePair({ position: 10, cigar: '100M' }, { position: 20, cigar: '40M' }))).toEqual({ 1: 50 })
  })

  it('takes what two mates share away when one of them has several operations and lies inside the other', () => {
    expect(depths(makePair({ position: 10, cigar: '100M' }, { position: 20, cigar: '40M5S' }))).toEqual({ 1: 100 })
  })

  it('takes nothing away from mates that are no proper pair', () => {
    const [first, second] = makePair({ position: 0 }, { position: 25 })
    const improper = [first, second].map((record) => ({ ...record, flag: record.flag & ~0x2 }))
    expect(depths(improper)).toEqual({ 1: 50, 2: 25 })
  })

  it('takes nothing away for a supplementary record inside its own primary', () => {
    const [first, second] = makePair({ position: 0 }, { position: 200 })
    expect(depths([first, { ...first, flag: first.flag | 0x800, position: 10 }, second])).toEqual({ 1: 70, 2: 40 })
  })

  it('takes nothing away when the mate is left out', () => {
    const [first, second] = makePair({ position: 0 }, { position: 25 })
    expect(depths([first, { ...second, flag: second.flag | 0x400 }])).toEqual({ 1: 50 })
  })

  it.each([
    [256, 300],
    [1024, 1100],
    [65_535, 65_534],
    [65_536, 65_535],
    [70_000, 65_535],
  ])('counts %i reads on the same positions', (reads) => {
    const read = makeRecord({ cigar: '20M' })
    const bin = Math.min(reads, 65_535)
    expect(depths(Array.from({ length: reads }, () => read))).toEqual({ [bin]: 20 })
  })

  it('sums depth per contig beyond the last bin of the histogram', () => {
    const read = makeRecord({ cigar: '20M' })
    expect(count(Array.from({ length: 70_000 }, () => read)).counts['contig-depth'][0]).toBe(1_400_000n)
  })

  it('makes room for a read that spans a megabase', () => {
    const records = [makeRecord({ cigar: '1000000M', sequence: '' }), makeRecord({ position: 999_990, cigar: '50M' })]
    const { status, enlargements, counts } = count(records, 1_000_100)
    expect([status, nonZero(counts, ['depth'])['depth']]).toEqual([0, { 1: 999_990n + 40n, 2: 10n }])
    expect(enlargements).toBeGreaterThan(0)
  })

  it('keeps the depth of earlier reads when it makes room', () => {
    const before = Array.from({ length: 300 }, (_, i) => makeRecord({ position: 10 * i, cigar: '100M' }))
    const wide = makeRecord({ position: 3000, cigar: '10M200000N10M' })
    const { counts } = count([...before, wide, makeRecord({ position: 3010 })], 300_000)
    expect(counts['contig-depth'][0]).toBe(300n * 100n + 20n + 50n)
    expect(counts.depth[10]).toBeGreaterThan(2000n)
  })

  it('makes room for a record that is larger than the inflated window', () => {
    const long = makeRecord({ cigar: '2000000M', sequence: 'A'.repeat(2_000_000) })
    const { status, enlargements, counts } = count([makeRecord(), long, makeRecord({ position: 5 })], 3_000_000)
    expect([status, counts.integrity[0], counts['contig-depth'][0]]).toEqual([0, 3n, 2_000_100n])
    expect(enlargements).toBeGreaterThan(0)
  })

  it('makes room for the names of 10,000 mates that wait at once', () => {
    const firsts = Array.from({ length: 10_000 }, (_, i) => makePair({ name: `pair${i}`, position: 10 }, { position: 30 }))
    const records = [...firsts.map(([first]) => first), ...firsts.map(([, second]) => second)]
    const { status, enlargements, counts } = count(records)
    expect([status, nonZero(counts, ['depth'])['depth']]).toEqual([0, { 10_000: 70n }])
    expect(enlargements).toBeGreaterThan(0)
  })
})
