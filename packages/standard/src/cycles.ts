// Qualities and bases by the sequencer's cycle, each read of a template by itself: the reads of samtools stats (the filter ga4gh-reads), of
// reverse reads from their last base on, which is the first that was sequenced. Soft-clipped bases count, hard-clipped ones are not known.
import { type Absent, absent, isAbsent } from './absence.ts'
import type { JsonObject } from './json-text.ts'
import type { Observation } from './observation.ts'

/** Longer reads are counted up to here. */
export const CYCLES = 1024

/** Words of `cycle-quality`: read << 12 | word << 10 | cycle. */
const qualityWords = { bases: 0, quality_sum: 1, bases_q30: 2 } as const
const QUALITY_TOTALS = 3
/** Words of `cycle-bases`: (read << 1 | reverse) << 13 | word << 10 | cycle. */
const baseWords = { a: 0, c: 1, g: 2, t: 3, n: 4, other: 5 } as const
const BASE_TOTALS = 6
/** What a base of the reverse strand was when it was sequenced. */
const complements = { a: 't', c: 'g', g: 'c', t: 'a', n: 'n', other: 'other' } as const

/** Behind the words by cycle: reads, reads of more cycles, reads that are neither read of their pair or both, reads without known bases. */
const READS = 0
const LONGER = 1
const OF_NEITHER = 2
const NOT_AT_HAND = 3

type QualitySeries = keyof typeof qualityWords
type BaseSeries = keyof typeof baseWords

/** The arrays of a read, in the order of the document. */
export const qualitySeries = Object.keys(qualityWords) as QualitySeries[]
export const baseSeries = Object.keys(baseWords) as BaseSeries[]

/** One read of the templates: arrays with a number for each cycle, the first cycle first, as many as the longest read has. */
type ReadCycles<Series extends string> = { readonly reads: number; readonly reads_past_max_cycle: number } & {
  readonly [Name in Series]: readonly number[]
}

export interface Cycles<Series extends string> {
  readonly reads_of_neither: number
  /** First reads of pairs, and those that are not paired. */
  readonly read_1: ReadCycles<Series>
  /** Last reads of pairs. */
  readonly read_2: ReadCycles<Series>
}

export const cycleDescriptions = {
  quality:
    'bases, sum of their qualities, and bases of Q30 or more; OQ before QUAL; reads without qualities are left out (samtools stats: FFQ, LFQ)',
  bases:
    'bases as sequenced: those of reverse reads are complemented; `other` are ambiguous ones but N (samtools stats: GCT, and FBC, LBC, which do not complement)',
} as const

/** The section `cycles`: what was not counted or cannot be told is null, with the reason. */
export function cyclesSection(observation: Observation): JsonObject {
  const measured = { quality: qualityByCycle(observation), bases: basesByCycle(observation) }
  const entries = Object.entries(measured)
  return {
    max_cycle: CYCLES,
    ...Object.fromEntries(entries.map(([name, cycles]) => [name, isAbsent(cycles) ? null : cycles])),
    reasons: Object.fromEntries(entries.flatMap(([name, cycles]) => (isAbsent(cycles) ? [[name, cycles.reason]] : []))),
  }
}

/** Mean quality of a cycle is `quality_sum` / `bases`, the share of Q30 `bases_q30` / `bases`. */
export function qualityByCycle({ counts }: Observation): Cycles<QualitySeries> | Absent {
  const words = counts['cycle-quality']
  if (words === undefined) return absent('not_counted')
  const at = (read: number, word: number, cycle: number): number => Number(words[(read << 12) | (word << 10) | cycle])
  const ofRead = (read: number): ReadCycles<QualitySeries> => ({
    reads: at(read, QUALITY_TOTALS, READS),
    reads_past_max_cycle: at(read, QUALITY_TOTALS, LONGER),
    ...byCycle(qualitySeries, (series, cycle) => at(read, qualityWords[series], cycle)),
  })
  return { reads_of_neither: at(0, QUALITY_TOTALS, OF_NEITHER), read_1: ofRead(0), read_2: ofRead(1) }
}

/** Absent when the bases of any read are not at hand. */
export function basesByCycle({ counts }: Observation): Cycles<BaseSeries> | Absent {
  const words = counts['cycle-bases']
  if (words === undefined) return absent('not_counted')
  const at = (group: number, word: number, cycle: number): number => Number(words[(group << 13) | (word << 10) | cycle])
  if (at(0, BASE_TOTALS, NOT_AT_HAND) > 0) return absent('reference_absent')
  const both = (read: number, index: number): number =>
    at(read << 1, BASE_TOTALS, index) + at((read << 1) | 1, BASE_TOTALS, index)
  const ofRead = (read: number): ReadCycles<BaseSeries> => ({
    reads: both(read, READS),
    reads_past_max_cycle: both(read, LONGER),
    ...byCycle(
      baseSeries,
      (base, cycle) => at(read << 1, baseWords[base], cycle) + at((read << 1) | 1, baseWords[complements[base]], cycle),
    ),
  })
  return { reads_of_neither: at(0, BASE_TOTALS, OF_NEITHER), read_1: ofRead(0), read_2: ofRead(1) }
}

/** Arrays as long as the longest read, or as CYCLES. */
function byCycle<Series extends string>(
  names: readonly Series[],
  at: (series: Series, cycle: number) => number,
): Record<Series, number[]> {
  const all = names.map((name) => Array.from({ length: CYCLES }, (_, cycle) => at(name, cycle)))
  const length = 1 + Math.max(...all.map((numbers) => numbers.findLastIndex((number) => number > 0)))
  return Object.fromEntries(names.map((name, i) => [name, all[i]!.slice(0, length)])) as Record<Series, number[]>
}
