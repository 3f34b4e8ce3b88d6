// Aligned bases that did not become coverage: reads of adapter sequence (MAPQ 0 or unmapped). A fraction, as in Picard.
import { exclusionNeeds, fractionExcluded } from '../exclusions.ts'
import { defineMetric } from '../metric.ts'

export const pctExcAdapter = defineMetric({
  id: 'pct_exc_adapter',
  name: 'Fraction of bases excluded: adapter',
  unit: 'fraction',
  type: 'float',
  decimals: 6,
  description:
    'Aligned bases left out for reads of adapter sequence (MAPQ 0 or unmapped) / (bases counted + bases left out for any reason).',
  equivalents: { picard: 'CollectWgsMetrics PCT_EXC_ADAPTER' },
  needs: exclusionNeeds,
  value: (observation) => fractionExcluded(observation, 'adapter'),
})
