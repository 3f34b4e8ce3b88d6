// A measurement: what to count, under which filters, over which regions. Plain JSON.
import type { CountId } from './counts.ts'

/** 0-based, half-open; `contig` is the index in the header. */
export interface Interval {
  readonly contig: number
  readonly start: number
  readonly end: number
}

/** Which records and bases enter a depth. */
export interface DepthFilter {
  /** Records with any of these FLAG bits are left out. */
  readonly excludeFlags: number
  readonly minMappingQuality: number
  /** Whole spans, with deletions and skips, and both mates where they overlap (mosdepth 0.3.3, --fast-mode). */
  readonly fastMode?: true
}

/** The filter of CollectWgsMetrics (Picard 2.27.5): the FLAG rules are part of the count itself. */
export interface WgsDepthFilter {
  readonly minMappingQuality: number
  readonly minBaseQuality: number
}

export interface Measurement {
  readonly counts: readonly CountId[]
  readonly depth: DepthFilter
  readonly wgsDepth: WgsDepthFilter
  /** Identifiers of the read groups to count; all when absent. */
  readonly readGroups?: readonly string[]
  /** Identifiers of read groups that are counted apart as well, each for itself; 2 to 16 of those that count. */
  readonly byReadGroup?: readonly string[]
  /** Merged and sorted intervals that a read must touch to enter `wgs-exclusions`. */
  readonly regions: readonly Interval[]
  /** Fail where bases are needed and not at hand, instead of leaving out what needs them; only CRAM has such bases. */
  readonly basesRequired?: true
  /** The regions less the reference's N positions: where `wgs-depth` is counted. */
  readonly territory: readonly Interval[]
}

/** Read groups are counted apart where there are as many: of one nothing is left without it, and rings for more would fill a worker's memory. */
export const readGroupsApart = { fewest: 2, most: 16 } as const

/** mosdepth's default: unmapped, secondary, QC-fail and duplicate records out (mosdepth 0.3.3). */
export const mosdepthFilter: DepthFilter = { excludeFlags: 1796, minMappingQuality: 0 }
