// Reads of paired-end sequencing.
import { countRecords, flag, primary } from '../flags.ts'
import { defineMetric } from '../metric.ts'

export const readsPairedPrimary = defineMetric({
  id: 'reads_paired_primary',
  name: 'Primary reads paired',
  unit: 'reads',
  type: 'integer',
  decimals: 0,
  description: 'Primary records with the PAIRED bit.',
  equivalents: { samtools: 'flagstat: paired in sequencing' },
  needs: ['flags'],
  value: (observation) => countRecords(observation, { ...primary, all: flag.paired }),
})
