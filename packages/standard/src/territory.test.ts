import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { ObservedContig } from './observation.ts'
import { autosomeLengths, chr5Md5, hardMaskedBases, nonGapBasesUnmasked } from './territories/grch38.ts'
import { grch38AutosomesNonGap } from './territories/grch38-autosomes-non-gap.ts'
import { maskRuleNames, territoryFor, wordsForMaskRule } from './territory.ts'

const CHR5 = 4

/** GRCh38's autosomes under a naming, with a contig before and one after them. */
function grch38(prefix = 'chr', md5?: string): ObservedContig[] {
  const autosomes = autosomeLengths.map((length, i) => ({
    name: `${prefix}${i + 1}`,
    length,
    ...(i === CHR5 && md5 !== undefined ? { md5 } : {}),
  }))
  return [...autosomes, { name: `${prefix}X`, length: 156040895 }]
}

function bpOf(intervals: readonly { readonly start: number; readonly end: number }[]): number {
  return intervals.reduce((sum, { start, end }) => sum + end - start, 0)
}

describe('the non-gap regions of GRCh38', () => {
  it('are those of the reference implementation, byte for byte as a BED file', () => {
    const lines = grch38AutosomesNonGap.flatMap((ends, i) =>
      Array.from({ length: ends.length / 2 }, (_, j) => `chr${i + 1}\t${ends[2 * j]}\t${ends[2 * j + 1]}\n`),
    )
    expect(lines).toHaveLength(485)
    expect(createHash('md5').update(lines.join('')).digest('hex')).toBe('6dd142bfc70050df025c785d9ad7ffb2')
  })

  it('hold at least as many positions as are not N, contig by contig', () => {
    const gapless = grch38AutosomesNonGap.map((ends) => ends.reduce((sum, end, i) => sum + (i % 2 === 0 ? -end : end), 0))
    expect(gapless.reduce((a, b) => a + b)).toBe(2_756_349_822)
    expect(gapless.every((bp, i) => bp >= nonGapBasesUnmasked[i]! && bp <= autosomeLengths[i]!)).toBe(true)
    expect(nonGapBasesUnmasked.reduce((a, b) => a + b)).toBe(2_756_331_041)
    expect(Object.values(hardMaskedBases).reduce((a, b) => a + b)).toBe(2_756_331_041 - 2_745_186_602)
  })
})

describe('the default territory', () => {
  it.each([
    ['analysis_set_by_m5', chr5Md5.analysisSet, 2_745_186_602],
    ['unmasked_by_m5', chr5Md5.unmasked, 2_756_331_041],
    ['analysis_set_assumed_m5_unknown', '0'.repeat(32), 2_745_186_602],
    ['analysis_set_assumed_m5_absent', undefined, 2_745_186_602],
  ] as const)('follows the rule %s', (maskRule, md5, bp) => {
    expect(territoryFor(grch38('chr', md5))).toMatchObject({ name: 'grch38-autosomes-non-gap', maskRule, bp })
  })

  it('knows an M5 in upper case', () => {
    expect(territoryFor(grch38('chr', chr5Md5.unmasked.toUpperCase()))!.maskRule).toBe('unmasked_by_m5')
  })

  it('does not count depth on the masked array of 5, whose coordinates are known', () => {
    const { regions, countable } = territoryFor(grch38())!
    expect(bpOf(regions) - bpOf(countable)).toBe(2_282_185)
    expect(countable.some(({ contig, start, end }) => contig === CHR5 && start < 49591369 && end > 47309184)).toBe(false)
  })

  it('counts depth on all regions of the unmasked assembly', () => {
    const { regions, countable } = territoryFor(grch38('chr', chr5Md5.unmasked))!
    expect(countable).toEqual(regions)
  })

  it('recognises names without chr and says so', () => {
    expect(territoryFor(grch38(''))!.contigNaming).toBe('1')
    expect(territoryFor(grch38())!.contigNaming).toBe('chr1')
  })

  it('finds the autosomes in any header order and gives the regions in that order', () => {
    const contigs = grch38().toReversed()
    const { regions } = territoryFor(contigs)!
    expect(contigs[regions[0]!.contig]!.name).toBe('chr22')
    const keys = regions.map(({ contig, start }) => contig * 2 ** 32 + start)
    expect(keys).toEqual(keys.toSorted((a, b) => a - b))
  })

  it('is none for another assembly: an autosome missing, or of another length', () => {
    expect(territoryFor(grch38().slice(1))).toBeNull()
    expect(
      territoryFor(grch38().map((contig) => (contig.name === 'chr7' ? { ...contig, length: 159138663 } : contig))),
    ).toBeNull()
    expect(territoryFor([])).toBeNull()
  })

  it('explains each mask rule', () => {
    expect(maskRuleNames.map(wordsForMaskRule).every((words) => words.length > 20)).toBe(true)
  })
})
