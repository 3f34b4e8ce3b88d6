// All reads, each once.
import { countRecords, primary } from '../flags.ts'
import { defineMetric } from '../metric.ts'

export const readsTotalPrimary = defineMetric({
  id: 'reads_total_primary',
  name: 'Primary reads',
  unit: 'reads',
  type: 'integer',
  decimals: 0,
  description: 'Primary records: neither secondary nor supplementary. Mapped or not, with or without a stored sequence.',
  equivalents: { samtools: 'flagstat: primary' },
  needs: ['flags'],
  value: (observation) => countRecords(observation, primary),
})
