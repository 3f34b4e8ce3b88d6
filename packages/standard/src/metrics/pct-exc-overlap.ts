// Aligned bases that did not become coverage: positions where the read name was counted before. A fraction, as in Picard.
import { exclusionNeeds, fractionExcluded } from '../exclusions.ts'
import { defineMetric } from '../metric.ts'

export const pctExcOverlap = defineMetric({
  id: 'pct_exc_overlap',
  name: 'Fraction of bases excluded: overlap',
  unit: 'fraction',
  type: 'float',
  decimals: 6,
  description:
    'Aligned bases left out for positions where the read name was counted before / (bases counted + bases left out for any reason).',
  equivalents: { picard: 'CollectWgsMetrics PCT_EXC_OVERLAP' },
  needs: exclusionNeeds,
  value: (observation) => fractionExcluded(observation, 'overlap'),
})
