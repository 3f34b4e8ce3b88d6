// All aligned bases that did not become coverage. A fraction, as in Picard.
import { exclusionNeeds, fractionExcludedInTotal } from '../exclusions.ts'
import { defineMetric } from '../metric.ts'

export const pctExcTotal = defineMetric({
  id: 'pct_exc_total',
  name: 'Fraction of bases excluded: total',
  unit: 'fraction',
  type: 'float',
  decimals: 6,
  description: 'Aligned bases left out for any reason / (bases counted + bases left out).',
  equivalents: { picard: 'CollectWgsMetrics PCT_EXC_TOTAL' },
  needs: exclusionNeeds,
  value: fractionExcludedInTotal,
})
