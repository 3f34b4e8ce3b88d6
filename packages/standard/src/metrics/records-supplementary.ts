// Further parts of chimeric alignments.
import { countRecords, flag } from '../flags.ts'
import { defineMetric } from '../metric.ts'

export const recordsSupplementary = defineMetric({
  id: 'records_supplementary',
  name: 'Supplementary records',
  unit: 'records',
  type: 'integer',
  decimals: 0,
  description: 'Records with the SUPPLEMENTARY bit and without the SECONDARY bit.',
  equivalents: { samtools: 'flagstat: supplementary' },
  needs: ['flags'],
  value: (observation) => countRecords(observation, { all: flag.supplementary, none: flag.secondary }),
})
