// Reads that align equally well elsewhere.
import { defineMetric } from '../metric.ts'
import { countsOf } from '../observation.ts'

const SEQUENCE_ABSENT = 1 << 8

export const readsMq0 = defineMetric({
  id: 'reads_mq0',
  name: 'Primary reads of mapping quality 0',
  unit: 'reads',
  type: 'integer',
  decimals: 0,
  description: 'Mapped primary records of mapping quality 0, with or without a stored sequence.',
  equivalents: { samtools: 'stats: reads MQ0' },
  needs: ['mapping-quality'],
  value: (observation) => {
    const reads = countsOf(observation, 'mapping-quality')
    return reads[0]! + reads[SEQUENCE_ABSENT]!
  },
})
