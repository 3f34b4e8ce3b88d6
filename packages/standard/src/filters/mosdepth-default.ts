// The reads of per-contig depth and of the genome-wide depth histogram: mosdepth with its defaults.
import type { ReadFilter } from '../filter.ts'
import { flag } from '../flags.ts'

export const mosdepthDefault = {
  name: 'mosdepth-default',
  description:
    'no unmapped, secondary, QC-fail or duplicate records; any MAPQ and base quality; overlapping mates of a proper pair count once',
  source: 'mosdepth 0.3.3, defaults',
  excluded: [
    { reason: 'unmapped', flags: flag.unmapped },
    { reason: 'secondary', flags: flag.secondary },
    { reason: 'qc_fail', flags: flag.qcFail },
    { reason: 'duplicate', flags: flag.duplicate },
  ],
  minMappingQuality: 0,
  minBaseQuality: 0,
  mateOverlap: 'proper-pairs-once',
  coverageCap: null,
} as const satisfies ReadFilter
