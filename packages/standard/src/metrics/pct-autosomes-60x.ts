// Breadth of coverage at 60 fold.
import { whenPresent } from '../absence.ts'
import { autosomeDepth, autosomeDepthNeeds, fractionAtLeast } from '../autosome-depth.ts'
import { defineMetric } from '../metric.ts'

export const pctAutosomes60x = defineMetric({
  id: 'pct_autosomes_60x',
  name: 'Percent autosomes covered >= 60x',
  unit: '%',
  type: 'float',
  decimals: 2,
  description: '100 * territory positions of depth >= 60 / all territory positions. Depth under the filter ga4gh-wgs.',
  equivalents: { picard: 'CollectWgsMetrics PCT_60X, times 100' },
  needs: autosomeDepthNeeds,
  value: (observation) => whenPresent(autosomeDepth(observation), (depths) => 100 * fractionAtLeast(depths, 60)),
})
