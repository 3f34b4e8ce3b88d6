// Alternative alignments of reads that have a primary line elsewhere.
import { countRecords, flag } from '../flags.ts'
import { defineMetric } from '../metric.ts'

export const recordsSecondary = defineMetric({
  id: 'records_secondary',
  name: 'Secondary records',
  unit: 'records',
  type: 'integer',
  decimals: 0,
  description: 'Records with the SECONDARY bit, supplementary or not.',
  equivalents: { samtools: 'flagstat: secondary' },
  needs: ['flags'],
  value: (observation) => countRecords(observation, { all: flag.secondary }),
})
