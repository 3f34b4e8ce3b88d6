// Bases of quality 20 or more.
import { whenPresent } from '../absence.ts'
import { passingQualities } from '../base-qualities.ts'
import { countFrom } from '../histogram.ts'
import { defineMetric } from '../metric.ts'

export const yieldBpQ20 = defineMetric({
  id: 'yield_bp_q20',
  name: 'Bases >= Q20',
  unit: 'bp',
  type: 'integer',
  decimals: 0,
  description: 'As yield_bp_q30, for quality >= 20.',
  equivalents: { picard: 'CollectQualityYieldMetrics PF_Q20_BASES' },
  needs: ['base-quality', 'flags'],
  value: (observation) => whenPresent(passingQualities(observation), (qualities) => BigInt(countFrom(qualities, 20))),
})
