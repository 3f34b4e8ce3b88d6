// Breadth of coverage at 20 fold.
import { whenPresent } from '../absence.ts'
import { autosomeDepth, autosomeDepthNeeds, fractionAtLeast } from '../autosome-depth.ts'
import { defineMetric } from '../metric.ts'

export const pctAutosomes20x = defineMetric({
  id: 'pct_autosomes_20x',
  name: 'Percent autosomes covered >= 20x',
  unit: '%',
  type: 'float',
  decimals: 2,
  description: '100 * territory positions of depth >= 20 / all territory positions. Depth under the filter ga4gh-wgs.',
  equivalents: { picard: 'CollectWgsMetrics PCT_20X, times 100' },
  needs: autosomeDepthNeeds,
  value: (observation) => whenPresent(autosomeDepth(observation), (depths) => 100 * fractionAtLeast(depths, 20)),
})
