// The default territory: autosomes of GRCh38 less gaps, and how many of its positions are N when no FASTA can say.
import type { Interval } from '@genomsyn/partial'
import { autosomeIndices, autosomeNumbers } from './contig-names.ts'
import type { ObservedContig } from './observation.ts'
import { autosomeLengths, chr5HardMask, chr5Md5, hardMaskedBases, nonGapBasesUnmasked } from './territories/grch38.ts'
import { grch38AutosomesNonGap } from './territories/grch38-autosomes-non-gap.ts'

const maskRules = {
  reference: 'N positions read from the reference given',
  analysis_set_by_m5: 'masked analysis set, by the M5 of autosome 5',
  unmasked_by_m5: 'unmasked assembly, by the M5 of autosome 5',
  analysis_set_assumed_m5_absent: 'masked analysis set assumed: the header has no M5 for autosome 5',
  analysis_set_assumed_m5_unknown: 'masked analysis set assumed: the M5 of autosome 5 is not a known one',
  none: 'no N position taken out: regions were given without a reference',
} as const

/** How the N positions of the reference were found. */
export type MaskRule = keyof typeof maskRules

export interface Territory {
  readonly name: string
  /** What a read must touch to be looked at: merged, sorted, `contig` as in the header. */
  readonly regions: readonly Interval[]
  /** The regions less the N positions whose coordinates are known: where depth is counted. */
  readonly countable: readonly Interval[]
  /** The denominator, bp: the regions less all N positions, also those of which only the number is known. */
  readonly bp: number
  readonly maskRule: MaskRule
  /** How the first autosome is called. */
  readonly contigNaming: 'chr1' | '1'
}

export const maskRuleNames = Object.keys(maskRules) as MaskRule[]

/** The rule as a clause for people. */
export function wordsForMaskRule(rule: MaskRule): string {
  return maskRules[rule]
}

/**
 * The 485 intervals of the standard when autosomes 1 to 22 have the names (with or without `chr`) and lengths of
 * GRCh38, else null. With a FASTA at hand, take `regions` and subtract its N positions instead.
 */
export function territoryFor(contigs: readonly ObservedContig[]): Territory | null {
  const autosomes = autosomeIndices(contigs)
  if (autosomes === null || !autosomes.every((contig, i) => contigs[contig]!.length === autosomeLengths[i])) return null
  const regions = autosomes.flatMap(intervalsOf).toSorted((a, b) => a.contig - b.contig || a.start - b.start)
  const chr5 = autosomes[4]!
  const maskRule = maskRuleFor(contigs[chr5]!.md5)
  const masked = maskRule !== 'unmasked_by_m5'
  return {
    name: 'grch38-autosomes-non-gap',
    regions,
    countable: masked ? regions.flatMap((region) => (region.contig === chr5 ? outsideChr5Mask(region) : [region])) : regions,
    bp: nonGapBases(masked),
    maskRule,
    contigNaming: contigs[autosomes[0]!]!.name === '1' ? '1' : 'chr1',
  }
}

function maskRuleFor(md5: string | undefined): MaskRule {
  if (md5 === undefined) return 'analysis_set_assumed_m5_absent'
  if (md5.toLowerCase() === chr5Md5.unmasked) return 'unmasked_by_m5'
  return md5.toLowerCase() === chr5Md5.analysisSet ? 'analysis_set_by_m5' : 'analysis_set_assumed_m5_unknown'
}

function intervalsOf(contig: number, autosome: number): Interval[] {
  const ends = grch38AutosomesNonGap[autosome]!
  return Array.from({ length: ends.length / 2 }, (_, i) => ({ contig, start: ends[2 * i]!, end: ends[2 * i + 1]! }))
}

function outsideChr5Mask({ contig, start, end }: Interval): Interval[] {
  const before = { contig, start, end: Math.min(end, chr5HardMask.start) }
  const after = { contig, start: Math.max(start, chr5HardMask.end), end }
  return [before, after].filter((part) => part.start < part.end)
}

function nonGapBases(masked: boolean): number {
  return autosomeNumbers.reduce(
    (sum, number) => sum + nonGapBasesUnmasked[number - 1]! - (masked ? (hardMaskedBases[number] ?? 0) : 0),
    0,
  )
}
