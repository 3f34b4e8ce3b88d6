// What to count of a file: every count that the documents need, or those asked for by name.
import type { ReadGroup } from '@genomsyn/hts'
import { type CountId, countDefinitions, type Measurement, mosdepthFilter } from '@genomsyn/partial'
import type { ChosenTerritory } from './territory.ts'

/** All counts there are. */
export const countIds = Object.keys(countDefinitions) as CountId[]

/** Counts that are taken over a territory. */
export const TERRITORY_COUNTS: readonly CountId[] = ['wgs-depth', 'wgs-exclusions']
/** Flagstat's last two lines need it; no metric and no section of a document does. */
const UNUSED_COUNTS: readonly CountId[] = ['mate-contig']

/** Counts that look at bases, and so cannot do without them. */
const BASE_COUNTS: readonly CountId[] = ['wgs-exclusions', 'cycle-bases']

/** Counts of a document that cost too much to be taken unasked. */
const CYCLE_COUNTS: readonly CountId[] = ['cycle-quality', 'cycle-bases']

const NOWHERE = { regions: [], countable: [], filter: { minMappingQuality: 0, minBaseQuality: 0 } }

/**
 * Everything the documents tell of a file; what needs a territory only where there is one.
 * @param readGroups those to count; null for all records
 * @param cycles whether to count by cycle
 */
export function documentMeasurement(
  territory: ChosenTerritory | null,
  readGroups: readonly ReadGroup[] | null,
  cycles: boolean,
): Measurement {
  const leftOut = [...UNUSED_COUNTS, ...(territory === null ? TERRITORY_COUNTS : []), ...(cycles ? [] : CYCLE_COUNTS)]
  const counts = countIds.filter((id) => !leftOut.includes(id))
  const selection = readGroups === null ? {} : { readGroups: readGroups.map(({ id }) => id) }
  return { ...measurementOf(counts, territory), ...selection }
}

/** These counts under the standard's filters. */
export function measurementOf(counts: readonly CountId[], territory: ChosenTerritory | null): Measurement {
  const { regions, countable, filter } = territory ?? NOWHERE
  return { counts, depth: mosdepthFilter, wgsDepth: filter, regions, territory: countable }
}

/** The measurement, to fail where bases of a CRAM are not at hand that its counts need. */
export function requireBases(measurement: Measurement): Measurement {
  return measurement.counts.some((id) => BASE_COUNTS.includes(id)) ? { ...measurement, basesRequired: true } : measurement
}

export function needsTerritory(counts: readonly CountId[]): boolean {
  return counts.some((id) => TERRITORY_COUNTS.includes(id))
}
