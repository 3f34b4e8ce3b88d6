// Base qualities of primary reads that pass the instrument's filter: the population of CollectQualityYieldMetrics
// (Picard 2.27.5): mapped or not, duplicates and soft-clipped bases included, OQ before QUAL.
import { absent, type Absent } from './absence.ts'
import { countRecords, flag, notPrimary, type RecordSelection } from './flags.ts'
import { type Histogram, totalCount } from './histogram.ts'
import { countsOf, type Observation } from './observation.ts'

/** Qualities are signed bytes in htsjdk, and 255 says that there is none (SAMv1 section 4.2, 2024-11). */
const QUALITIES = 128
const QC_FAIL = 1 << 8

/** Primary reads that pass the instrument's filter (PF). */
export const passingReads: RecordSelection = { none: notPrimary | flag.qcFail }

/** Bases of passing primary reads by quality 0..127. */
export function passingQualities(observation: Observation): Histogram | Absent {
  const histogram = Array.from(countsOf(observation, 'base-quality').subarray(0, QUALITIES), Number)
  if (totalCount(histogram) > 0) return histogram
  return absent(countRecords(observation, {}) === 0n ? 'no_reads' : 'no_qualities')
}

/** Bases of all primary reads by quality 0..127, failing reads included. */
export function primaryQualities(observation: Observation): Histogram {
  const counts = countsOf(observation, 'base-quality')
  return Array.from({ length: QUALITIES }, (_, quality) => Number(counts[quality]! + counts[quality | QC_FAIL]!))
}
