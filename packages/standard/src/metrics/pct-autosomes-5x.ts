// Breadth of coverage at 5 fold.
import { whenPresent } from '../absence.ts'
import { autosomeDepth, autosomeDepthNeeds, fractionAtLeast } from '../autosome-depth.ts'
import { defineMetric } from '../metric.ts'

export const pctAutosomes5x = defineMetric({
  id: 'pct_autosomes_5x',
  name: 'Percent autosomes covered >= 5x',
  unit: '%',
  type: 'float',
  decimals: 2,
  description: '100 * territory positions of depth >= 5 / all territory positions. Depth under the filter ga4gh-wgs.',
  equivalents: { picard: 'CollectWgsMetrics PCT_5X, times 100' },
  needs: autosomeDepthNeeds,
  value: (observation) => whenPresent(autosomeDepth(observation), (depths) => 100 * fractionAtLeast(depths, 5)),
})
