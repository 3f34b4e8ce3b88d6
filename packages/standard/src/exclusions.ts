// What CollectWgsMetrics leaves out of coverage, by reason, and as a fraction of all aligned bases it looked at
// (Picard 2.27.5, CollectWgsMetrics.java, generateWgsMetrics).
import { absent, type Absent, whenPresent } from './absence.ts'
import { autosomeDepth, autosomeDepthNeeds } from './autosome-depth.ts'
import { sumOfValues } from './histogram.ts'
import { countsOf, type Observation } from './observation.ts'

export const exclusionNeeds = [...autosomeDepthNeeds, 'wgs-exclusions'] as const

/** Word of `wgs-exclusions` that holds the reads of a reason; their aligned bases follow it. */
export const readsWord = { secondary: 0, adapter: 2, mapq: 4, dupe: 6, unpaired: 8, qcFail: 10, counted: 12 } as const
/** Word of `wgs-exclusions` that holds the bases left out one by one. */
export const basesWord = { baseq: 14, overlap: 15, capped: 16 } as const

/** The reasons that have a PCT_EXC column. */
const bucketWords = {
  adapter: readsWord.adapter + 1,
  mapq: readsWord.mapq + 1,
  dupe: readsWord.dupe + 1,
  unpaired: readsWord.unpaired + 1,
  ...basesWord,
} as const

export type ExclusionBucket = keyof typeof bucketWords

/** Without bases, adapters are taken for other reads of MAPQ 0. */
const needBases: readonly ExclusionBucket[] = ['adapter', 'mapq']

/** Bases of one bucket / (bases counted, after the cap, + bases of all buckets). */
export function fractionExcluded(observation: Observation, bucket: ExclusionBucket): number | Absent {
  return whenPresent(basesSeen(observation), (seen) =>
    observation.basesMissing && needBases.includes(bucket)
      ? absent('reference_absent')
      : excludedBases(observation, bucket) / seen,
  )
}

/** Bases of all buckets / (bases counted, after the cap, + bases of all buckets). */
export function fractionExcludedInTotal(observation: Observation): number | Absent {
  return whenPresent(basesSeen(observation), (seen) => allExcludedBases(observation) / seen)
}

function basesSeen(observation: Observation): number | Absent {
  return whenPresent(autosomeDepth(observation), (depths) => {
    const seen = sumOfValues(depths) + allExcludedBases(observation)
    return seen === 0 ? absent('no_bases') : seen
  })
}

function allExcludedBases(observation: Observation): number {
  const buckets = Object.keys(bucketWords) as ExclusionBucket[]
  return buckets.reduce((sum, bucket) => sum + excludedBases(observation, bucket), 0)
}

function excludedBases(observation: Observation, bucket: ExclusionBucket): number {
  return Number(countsOf(observation, 'wgs-exclusions')[bucketWords[bucket]]!)
}
