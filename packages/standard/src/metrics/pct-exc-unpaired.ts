// Aligned bases that did not become coverage: reads that are not paired or whose mate is unmapped. A fraction, as in Picard.
import { exclusionNeeds, fractionExcluded } from '../exclusions.ts'
import { defineMetric } from '../metric.ts'

export const pctExcUnpaired = defineMetric({
  id: 'pct_exc_unpaired',
  name: 'Fraction of bases excluded: unpaired',
  unit: 'fraction',
  type: 'float',
  decimals: 6,
  description:
    'Aligned bases left out for reads that are not paired or whose mate is unmapped / (bases counted + bases left out for any reason).',
  equivalents: { picard: 'CollectWgsMetrics PCT_EXC_UNPAIRED' },
  needs: exclusionNeeds,
  value: (observation) => fractionExcluded(observation, 'unpaired'),
})
