// Everything in the file.
import { countRecords } from '../flags.ts'
import { defineMetric } from '../metric.ts'

export const recordsTotal = defineMetric({
  id: 'records_total',
  name: 'Records',
  unit: 'records',
  type: 'integer',
  decimals: 0,
  description: 'All records of the file.',
  equivalents: { samtools: 'flagstat: in total' },
  needs: ['flags'],
  value: (observation) => countRecords(observation, {}),
})
