// The reads of base quality yields: primary reads that pass the instrument's filter, mapped or not.
import type { ReadFilter } from '../filter.ts'
import { flag } from '../flags.ts'

export const ga4ghYield = {
  name: 'ga4gh-yield',
  description: 'primary PF reads, mapped or not; duplicates and soft-clipped bases count; OQ is preferred to QUAL',
  source: 'Picard 2.27.5 CollectQualityYieldMetrics, defaults',
  excluded: [
    { reason: 'secondary', flags: flag.secondary },
    { reason: 'supplementary', flags: flag.supplementary },
    { reason: 'qc_fail', flags: flag.qcFail },
  ],
  minMappingQuality: 0,
  minBaseQuality: 0,
  mateOverlap: null,
  coverageCap: null,
} as const satisfies ReadFilter
