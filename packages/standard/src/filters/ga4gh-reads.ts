// The reads of mapped and properly paired percentages and of insert sizes: what samtools stats calls sequences.
import type { ReadFilter } from '../filter.ts'
import { flag } from '../flags.ts'

/** Records whose SEQ is `*` are left out as well. */
export const ga4ghReads = {
  name: 'ga4gh-reads',
  description: 'primary reads with a stored sequence; duplicates and QC-fail reads count',
  source: 'samtools 1.15 stats, defaults',
  excluded: [
    { reason: 'secondary', flags: flag.secondary },
    { reason: 'supplementary', flags: flag.supplementary },
  ],
  minMappingQuality: 0,
  minBaseQuality: 0,
  mateOverlap: null,
  coverageCap: null,
} as const satisfies ReadFilter
