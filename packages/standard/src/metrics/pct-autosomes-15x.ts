// Breadth of coverage at 15 fold, the one of the ladder that the standard asks for.
import { whenPresent } from '../absence.ts'
import { autosomeDepth, autosomeDepthNeeds, fractionAtLeast } from '../autosome-depth.ts'
import { defineMetric } from '../metric.ts'
import { formatC, formatJava } from '../number-format.ts'

export const pctAutosomes15x = defineMetric({
  id: 'pct_autosomes_15x',
  name: 'Percent autosomes covered >= 15x',
  unit: '%',
  type: 'float',
  decimals: 2,
  description: '100 * territory positions of depth >= 15 / all territory positions. Depth under the filter ga4gh-wgs.',
  equivalents: { ga4gh: 'pct_autosomes_15x', picard: 'CollectWgsMetrics PCT_15X, times 100' },
  needs: autosomeDepthNeeds,
  value: (observation) => whenPresent(autosomeDepth(observation), (depths) => 100 * fractionAtLeast(depths, 15)),
  ga4ghText: (_, observation) =>
    whenPresent(autosomeDepth(observation), (depths) => formatC(100 * Number(formatJava(fractionAtLeast(depths, 15))), 2)),
})
