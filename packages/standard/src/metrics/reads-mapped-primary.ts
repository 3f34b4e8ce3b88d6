// Mapped reads, each once.
import { countRecords, flag, notPrimary } from '../flags.ts'
import { defineMetric } from '../metric.ts'

export const readsMappedPrimary = defineMetric({
  id: 'reads_mapped_primary',
  name: 'Primary reads mapped',
  unit: 'reads',
  type: 'integer',
  decimals: 0,
  description: 'Primary records without the UNMAPPED bit.',
  equivalents: { samtools: 'flagstat: primary mapped' },
  needs: ['flags'],
  value: (observation) => countRecords(observation, { none: notPrimary | flag.unmapped }),
})
