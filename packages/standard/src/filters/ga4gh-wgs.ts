// The reads and bases of autosome coverage: CollectWgsMetrics with its defaults, as the GA4GH standard runs it.
import type { ReadFilter } from '../filter.ts'
import { flag } from '../flags.ts'

/** Beside the FLAG rules, records that are not PAIRED are left out (reason `unpaired`), and adapter reads of MAPQ 0. */
export const ga4ghWgs = {
  name: 'ga4gh-wgs',
  description:
    'MAPQ >= 20, base quality >= 20, paired reads with a mapped mate; no secondary, duplicate or QC-fail records; ' +
    'supplementary records count; M, = and X bases only; each read name once per position; depth capped at 250',
  source: 'Picard 2.27.5 CollectWgsMetrics, defaults',
  excluded: [
    { reason: 'secondary', flags: flag.secondary },
    { reason: 'duplicate', flags: flag.duplicate },
    { reason: 'mate_unmapped', flags: flag.mateUnmapped },
    { reason: 'unmapped', flags: flag.unmapped },
    { reason: 'qc_fail', flags: flag.qcFail },
  ],
  minMappingQuality: 20,
  minBaseQuality: 20,
  mateOverlap: 'first-per-name',
  coverageCap: 250,
} as const satisfies ReadFilter
