// What to count for the documents: the standard's filters, and every count that a metric or a section of them needs.
import { type CountId, countDefinitions, type Interval, type Measurement, mosdepthFilter } from '@genomsyn/partial'

/** Counts that mean nothing without a territory. */
const TERRITORY_COUNTS: readonly CountId[] = ['wgs-depth', 'wgs-exclusions']
/** Needed for flagstat's last two lines alone. */
const UNUSED_COUNTS: readonly CountId[] = ['mate-contig']

/** The territory as far as counting goes. */
export interface CountedTerritory {
  readonly regions: readonly Interval[]
  readonly countable: readonly Interval[]
}

/** Everything the documents tell of a file. */
export function documentMeasurement(territory: CountedTerritory | null): Measurement {
  const leftOut = territory === null ? [...UNUSED_COUNTS, ...TERRITORY_COUNTS] : UNUSED_COUNTS
  const counts = (Object.keys(countDefinitions) as CountId[]).filter((id) => !leftOut.includes(id))
  return measurementOf(counts, territory)
}

/** These counts under the standard's filters. */
export function measurementOf(counts: readonly CountId[], territory: CountedTerritory | null): Measurement {
  return {
    counts,
    depth: mosdepthFilter,
    wgsDepth: { minMappingQuality: 20, minBaseQuality: 20 },
    regions: territory?.regions ?? [],
    territory: territory?.countable ?? [],
  }
}
