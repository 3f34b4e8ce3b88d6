// Aligned bases that did not become coverage: bases of quality < 20, or N. A fraction, as in Picard.
import { exclusionNeeds, fractionExcluded } from '../exclusions.ts'
import { defineMetric } from '../metric.ts'

export const pctExcBaseq = defineMetric({
  id: 'pct_exc_baseq',
  name: 'Fraction of bases excluded: baseq',
  unit: 'fraction',
  type: 'float',
  decimals: 6,
  description: 'Aligned bases left out for bases of quality < 20, or N / (bases counted + bases left out for any reason).',
  equivalents: { picard: 'CollectWgsMetrics PCT_EXC_BASEQ' },
  needs: exclusionNeeds,
  value: (observation) => fractionExcluded(observation, 'baseq'),
})
