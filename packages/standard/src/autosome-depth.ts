// Depth over the territory, as CollectWgsMetrics counts it, and the conditions under which it can be had at all.
import { absent, type Absent, whenPresent } from './absence.ts'
import { countRecords, flag, notPrimary, primary } from './flags.ts'
import { countFrom, type Histogram, totalCount } from './histogram.ts'
import { countsOf, type Observation } from './observation.ts'

/** Counts that a metric of autosome coverage needs. */
export const autosomeDepthNeeds = ['flags', 'wgs-depth'] as const

/**
 * Territory positions by depth 0..250. The kernel counts covered positions only: those of depth 0 are what is
 * left of the territory, so that positions no read can reach need no coordinates.
 */
export function autosomeDepth(observation: Observation): Histogram | Absent {
  return whenPresent(territorySize(observation), (bp) => {
    const covered = Array.from(countsOf(observation, 'wgs-depth'), Number).slice(1)
    const uncovered = bp - totalCount(covered)
    return uncovered < 0 ? absent('territory_too_small') : [uncovered, ...covered]
  })
}

/** Share of the territory, 0..1, with at least this depth: PCT_<depth>X of CollectWgsMetrics (Picard 2.27.5). */
export function fractionAtLeast(histogram: Histogram, depth: number): number {
  return countFrom(histogram, depth) / totalCount(histogram)
}

/** Positions of the territory, or why no coverage can be taken over it. */
function territorySize(observation: Observation): number | Absent {
  if (countRecords(observation, {}) === 0n) return absent('no_reads')
  if (!observation.coordinateSorted) return absent('not_coordinate_sorted')
  if (observation.territory === null) return absent(observation.territoryReason ?? 'no_territory')
  if (observation.territory.bp === 0) return absent('empty_territory')
  if (countRecords(observation, { none: notPrimary | flag.unmapped }) === 0n) return absent('no_mapped_reads')
  if (countRecords(observation, { ...primary, all: flag.paired }) === 0n) return absent('no_paired_reads')
  return observation.territory.bp
}
