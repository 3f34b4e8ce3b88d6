// Share of bases of quality 20 or more.
import { whenPresent } from '../absence.ts'
import { passingQualities } from '../base-qualities.ts'
import { countFrom, totalCount } from '../histogram.ts'
import { defineMetric } from '../metric.ts'

export const pctBasesQ20 = defineMetric({
  id: 'pct_bases_q20',
  name: 'Percent bases >= Q20',
  unit: '%',
  type: 'float',
  decimals: 2,
  description: '100 * yield_bp_q20 / bases of the same reads that have a quality.',
  equivalents: { picard: 'CollectQualityYieldMetrics 100 * PF_Q20_BASES / PF_BASES' },
  needs: ['base-quality', 'flags'],
  value: (observation) =>
    whenPresent(passingQualities(observation), (qualities) => (100 * countFrom(qualities, 20)) / totalCount(qualities)),
})
