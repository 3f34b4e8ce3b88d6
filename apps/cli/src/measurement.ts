// What to count of a file: every count that the documents need, or those asked for by name.
import type { ReadGroup } from '@genomsyn/hts'
import { type CountId, countDefinitions, type Measurement, mosdepthFilter, readGroupsApart } from '@genomsyn/partial'
import type { DetailOptions } from './options/detail.ts'
import type { ChosenTerritory } from './territory.ts'

/** Counts that mean something only where read groups are counted apart. */
const READ_GROUP_COUNTS: readonly CountId[] = ['depth-without']

/** All counts that can be asked for by name. */
export const countIds = (Object.keys(countDefinitions) as CountId[]).filter((id) => !READ_GROUP_COUNTS.includes(id))

/** Counts that are taken over a territory. */
export const TERRITORY_COUNTS: readonly CountId[] = ['wgs-depth', 'wgs-exclusions']
/** Flagstat's last two lines need it; no metric and no section of a document does. */
const UNUSED_COUNTS: readonly CountId[] = ['mate-contig']

/** Counts that look at bases, and so cannot do without them. */
const BASE_COUNTS: readonly CountId[] = ['wgs-exclusions', 'cycle-bases']

/** Counts of a document that cost too much to be taken unasked. */
const CYCLE_COUNTS: readonly CountId[] = ['cycle-quality', 'cycle-bases']

/** Longer identifiers cannot be told apart by the kernel. */
const MAX_ID_BYTES = 255

const NOWHERE = { regions: [], countable: [], filter: { minMappingQuality: 0, minBaseQuality: 0 } }

/** Read groups of the header, and those of them that count; null for all records, those without a read group included. */
export interface ChosenReadGroups {
  readonly all: readonly ReadGroup[]
  readonly picked: readonly ReadGroup[] | null
}

/**
 * Everything the documents tell of a file; what needs a territory only where there is one.
 * @param detail whether to count by cycle, and read groups apart if they can be
 */
export function documentMeasurement(
  territory: ChosenTerritory | null,
  { all, picked }: ChosenReadGroups,
  { cycles = false, readGroups = false }: DetailOptions,
): Measurement {
  const apart = readGroups ? idsApart(picked ?? all) : []
  const leftOut = [...UNUSED_COUNTS, ...(territory === null ? TERRITORY_COUNTS : []), ...(cycles ? [] : CYCLE_COUNTS)]
  const counts = countIds.filter((id) => !leftOut.includes(id))
  const withDepth = apart.length === 0 || territory === null ? counts : [...counts, ...READ_GROUP_COUNTS]
  return {
    ...measurementOf(withDepth, territory),
    ...(picked === null ? {} : { readGroups: picked.map(({ id }) => id) }),
    ...(apart.length === 0 ? {} : { byReadGroup: apart }),
  }
}

/** None when there are too few or too many, or when identifiers do not tell them apart. */
function idsApart(readGroups: readonly ReadGroup[]): string[] {
  const ids = [...new Set(readGroups.map(({ id }) => id))]
  const fits = ids.length >= readGroupsApart.fewest && ids.length <= readGroupsApart.most
  const areTold = ids.length === readGroups.length && ids.every((id) => id !== '' && Buffer.byteLength(id) <= MAX_ID_BYTES)
  return fits && areTold ? ids : []
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
