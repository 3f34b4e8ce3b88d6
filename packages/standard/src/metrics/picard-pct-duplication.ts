// Duplication as MarkDuplicates reports it. A fraction, despite the name it has there.
import { absent } from '../absence.ts'
import { duplicatesUnknown } from '../duplicates.ts'
import { countRecords, flag, notPrimary } from '../flags.ts'
import { defineMetric } from '../metric.ts'
import type { Observation } from '../observation.ts'
import { mappedPairs } from '../read-pairs.ts'

export const picardPctDuplication = defineMetric({
  id: 'picard_pct_duplication',
  name: 'Fraction duplication (Picard)',
  unit: 'fraction',
  type: 'float',
  decimals: 6,
  description:
    '(duplicate unpaired reads + 2 * duplicate pairs) / (unpaired reads + 2 * pairs) of mapped primary reads; unpaired: not PAIRED or ' +
    'mate unmapped; pairs: other reads halved and truncated. Null when duplicates were never marked.',
  equivalents: { picard: 'CollectDuplicateMetrics PERCENT_DUPLICATION' },
  needs: ['flags'],
  value: (observation) => {
    const unknown = duplicatesUnknown(observation)
    if (unknown !== null) return unknown
    const examined = readsInPairsAndAlone(observation, 0)
    if (examined === 0n) return absent('no_mapped_reads')
    return Number(readsInPairsAndAlone(observation, flag.duplicate)) / Number(examined)
  },
})

/** Mapped primary reads with these FLAG bits; an odd read out among those whose mate is mapped is dropped, as in Picard. */
function readsInPairsAndAlone(observation: Observation, bits: number): bigint {
  const mapped = countRecords(observation, { all: bits, none: notPrimary | flag.unmapped })
  const inPairs = countRecords(observation, { all: bits | flag.paired, none: notPrimary | flag.unmapped | flag.mateUnmapped })
  return mapped - inPairs + 2n * mappedPairs(observation, bits)
}
