// Breadth of coverage at 90 fold.
import { whenPresent } from '../absence.ts'
import { autosomeDepth, autosomeDepthNeeds, fractionAtLeast } from '../autosome-depth.ts'
import { defineMetric } from '../metric.ts'

export const pctAutosomes90x = defineMetric({
  id: 'pct_autosomes_90x',
  name: 'Percent autosomes covered >= 90x',
  unit: '%',
  type: 'float',
  decimals: 2,
  description: '100 * territory positions of depth >= 90 / all territory positions. Depth under the filter ga4gh-wgs.',
  equivalents: { picard: 'CollectWgsMetrics PCT_90X, times 100' },
  needs: autosomeDepthNeeds,
  value: (observation) => whenPresent(autosomeDepth(observation), (depths) => 100 * fractionAtLeast(depths, 90)),
})
