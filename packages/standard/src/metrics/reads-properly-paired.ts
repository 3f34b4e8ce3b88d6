// Reads in proper pairs, each once.
import { countRecords, flag, notPrimary } from '../flags.ts'
import { defineMetric } from '../metric.ts'

export const readsProperlyPaired = defineMetric({
  id: 'reads_properly_paired',
  name: 'Primary reads properly paired',
  unit: 'reads',
  type: 'integer',
  decimals: 0,
  description: 'Primary records with PAIRED and PROPER_PAIR and without UNMAPPED.',
  equivalents: { samtools: 'flagstat: properly paired' },
  needs: ['flags'],
  value: (observation) => countRecords(observation, { all: flag.paired | flag.properPair, none: notPrimary | flag.unmapped }),
})
