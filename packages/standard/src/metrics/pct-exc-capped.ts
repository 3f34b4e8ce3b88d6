// Aligned bases that did not become coverage: depth beyond 250. A fraction, as in Picard.
import { exclusionNeeds, fractionExcluded } from '../exclusions.ts'
import { defineMetric } from '../metric.ts'

export const pctExcCapped = defineMetric({
  id: 'pct_exc_capped',
  name: 'Fraction of bases excluded: capped',
  unit: 'fraction',
  type: 'float',
  decimals: 6,
  description: 'Aligned bases left out for depth beyond 250 / (bases counted + bases left out for any reason).',
  equivalents: { picard: 'CollectWgsMetrics PCT_EXC_CAPPED' },
  needs: exclusionNeeds,
  value: (observation) => fractionExcluded(observation, 'capped'),
})
