// Aligned bases that did not become coverage: reads of MAPQ < 20. A fraction, as in Picard.
import { exclusionNeeds, fractionExcluded } from '../exclusions.ts'
import { defineMetric } from '../metric.ts'

export const pctExcMapq = defineMetric({
  id: 'pct_exc_mapq',
  name: 'Fraction of bases excluded: mapq',
  unit: 'fraction',
  type: 'float',
  decimals: 6,
  description: 'Aligned bases left out for reads of MAPQ < 20 / (bases counted + bases left out for any reason).',
  equivalents: { picard: 'CollectWgsMetrics PCT_EXC_MAPQ' },
  needs: exclusionNeeds,
  value: (observation) => fractionExcluded(observation, 'mapq'),
})
