// Duplicate share of the reads.
import { duplicatesUnknown } from '../duplicates.ts'
import { flag, primary } from '../flags.ts'
import { defineMetric } from '../metric.ts'
import { percentOfRecords } from '../shares.ts'

export const pctReadsDuplicate = defineMetric({
  id: 'pct_reads_duplicate',
  name: 'Percent reads duplicate',
  unit: '%',
  type: 'float',
  decimals: 2,
  description: '100 * primary records with the DUP bit / primary records. Null when duplicates were never marked.',
  equivalents: { samtools: 'flagstat: 100 * primary duplicates / primary' },
  needs: ['flags'],
  value: (observation) =>
    duplicatesUnknown(observation) ?? percentOfRecords(observation, { ...primary, all: flag.duplicate }, primary),
})
