// Which blocks of a slice are decompressed: those of the series that the wanted counts need, and no others.
import type { CountId } from '@genomsyn/partial'
import { makePair, makeRecord } from '@genomsyn/simulate'
import { beforeAll, describe, expect, it } from 'vitest'
import { builds, type CountRequest, type DrivenKernel, loadBuild } from '../drive-kernel.ts'
import { byteArrayStop, external } from './cram-encodings.ts'
import { type Choice, contentIdOf, cramOf, eachAlone, type FileOptions, seriesNames } from './cram-file.ts'

const request: CountRequest = { contigLengths: [1000], cram: {} }
const withTag = { tags: [['OQ', 'Z', '5'.repeat(60)]] } as const
const overlapping = makePair({ name: 'p', position: 100, cigar: '5S55M', ...withTag }, { name: 'p', position: 120, cigar: '60M' })
const alone = makeRecord({ name: 's', position: 300, cigar: '20M2D10M3I7M' })

describe.each(builds)('the blocks that are decompressed in %s', (build) => {
  let kernel: DrivenKernel
  beforeAll(async () => {
    kernel = await loadBuild(build)
  })

  /** Series whose block, or the block of whose lengths, was decompressed. */
  function decompressed(
    counts: readonly CountId[],
    options: FileOptions & Pick<CountRequest, 'fastMode'> = {},
    records = [...overlapping, alone],
  ): string[] {
    const ids = new Uint32Array(256)
    const words = (): Uint32Array => new Uint32Array(kernel.exports.memory.buffer, kernel.exports.decompressedAddress(), 256)
    const before = words().slice()
    expect(kernel.count(cramOf(records, options), { ...request, counts, fastMode: options.fastMode ?? false }).status).toBe(0)
    words().forEach((count, id) => (ids[id] = count - before[id]!))
    const lengths = seriesNames.filter((series) => ids[contentIdOf(series) + 100]! > 0).map((series) => `${series} lengths`)
    return [...seriesNames.filter((series) => ids[contentIdOf(series)]! > 0), ...lengths].sort()
  }

  it('are those of flags and places for flags', () => {
    expect(decompressed(['flags'])).toEqual(['AP', 'BF', 'CF', 'MF', 'NF', 'RL'])
  })

  it('are those of read lengths and mates for mates on other contigs, without any feature', () => {
    expect(decompressed(['mate-contig'])).toEqual(['AP', 'BF', 'CF', 'MF', 'MQ', 'NF', 'NP', 'NS'])
  })

  it('are those of features for depth, but neither bases, nor qualities, nor tags, nor names of mates that the slice links', () => {
    const series = decompressed(['depth'])
    expect(series).toEqual([
      ...['AP', 'BB lengths', 'BF', 'CF', 'DL', 'FC', 'FN', 'FP', 'IN', 'MF', 'MQ', 'NF', 'NP', 'NS', 'RL', 'SC'],
    ])
  })

  it('are those of names too where a slice does not link mates that overlap', () => {
    expect(decompressed(['depth'], { linksMates: false })).toContain('RN')
    expect(decompressed(['depth'], { linksMates: false }, [alone])).not.toContain('RN')
  })

  it('are neither those of names nor of mates for depth in fast mode', () => {
    const series = decompressed(['depth'], { linksMates: false, fastMode: true })
    expect(series).toEqual(expect.arrayContaining(['FC', 'FP', 'MQ']))
    expect(series.filter((name) => ['RN', 'NS', 'NP', 'TS'].includes(name))).toEqual([])
  })

  it('are those of names for depth under the rules of Picard, whoever is linked', () => {
    expect(decompressed(['wgs-depth'])).toEqual(expect.arrayContaining(['BB', 'QS', 'RN']))
  })

  it('are those of OQ for qualities, and of template lengths for inserts', () => {
    expect(decompressed(['base-quality'])).toEqual(expect.arrayContaining(['OQZ', 'QS', 'TL']))
    expect(decompressed(['insert-size'])).not.toContain('QS')
    expect(decompressed(['insert-size'])).toContain('TS')
  })

  it('are those of series too that share a stream with one that is needed, and of what these need in turn', () => {
    const shared: Choice = (series) => (series === 'RL' || series === 'TL' ? external(77, false) : eachAlone(series, []))
    expect(decompressed(['flags'], { choose: shared })).toEqual(['AP', 'BF', 'CF', 'MF', 'NF'])
    const bound: Choice = (series) => (series === 'RL' || series === 'FP' ? external(77, false) : eachAlone(series, []))
    expect(decompressed(['flags'], { choose: bound })).toEqual(expect.arrayContaining(['FC', 'FN']))
    const named: Choice = (series) =>
      series === 'RN' || series === 'SC' ? byteArrayStop(9, contentIdOf('RN')) : eachAlone(series, [])
    expect(decompressed(['depth'], { choose: named })).toContain('RN')
  })
})
