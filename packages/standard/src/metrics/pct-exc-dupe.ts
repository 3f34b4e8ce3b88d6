// Aligned bases that did not become coverage: duplicate reads. A fraction, as in Picard.
import { exclusionNeeds, fractionExcluded } from '../exclusions.ts'
import { defineMetric } from '../metric.ts'

export const pctExcDupe = defineMetric({
  id: 'pct_exc_dupe',
  name: 'Fraction of bases excluded: dupe',
  unit: 'fraction',
  type: 'float',
  decimals: 6,
  description: 'Aligned bases left out for duplicate reads / (bases counted + bases left out for any reason).',
  equivalents: { picard: 'CollectWgsMetrics PCT_EXC_DUPE' },
  needs: exclusionNeeds,
  value: (observation) => fractionExcluded(observation, 'dupe'),
})
