// Share of bases of quality 30 or more.
import { whenPresent } from '../absence.ts'
import { passingQualities } from '../base-qualities.ts'
import { countFrom, totalCount } from '../histogram.ts'
import { defineMetric } from '../metric.ts'

export const pctBasesQ30 = defineMetric({
  id: 'pct_bases_q30',
  name: 'Percent bases >= Q30',
  unit: '%',
  type: 'float',
  decimals: 2,
  description: '100 * yield_bp_q30 / bases of the same reads that have a quality.',
  equivalents: { picard: 'CollectQualityYieldMetrics 100 * PF_Q30_BASES / PF_BASES' },
  needs: ['base-quality', 'flags'],
  value: (observation) =>
    whenPresent(passingQualities(observation), (qualities) => (100 * countFrom(qualities, 30)) / totalCount(qualities)),
})
