// Bases of the reads that the yields are taken of.
import { passingReads } from '../base-qualities.ts'
import { countBases } from '../flags.ts'
import { defineMetric } from '../metric.ts'

export const yieldBpTotal = defineMetric({
  id: 'yield_bp_total',
  name: 'Bases in total',
  unit: 'bp',
  type: 'integer',
  decimals: 0,
  description: 'Bases of SEQ in primary PF reads, mapped or not, soft-clipped bases included.',
  equivalents: { picard: 'CollectQualityYieldMetrics PF_BASES' },
  needs: ['bases'],
  value: (observation) => countBases(observation, passingReads),
})
