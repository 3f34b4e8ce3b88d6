// The depth that half of the territory reaches.
import { whenPresent } from '../absence.ts'
import { autosomeDepth, autosomeDepthNeeds } from '../autosome-depth.ts'
import { median } from '../histogram.ts'
import { defineMetric } from '../metric.ts'

export const medianAutosomeCoverage = defineMetric({
  id: 'median_autosome_coverage',
  name: 'Median autosome coverage',
  unit: 'x',
  type: 'float',
  decimals: 1,
  description:
    'Median depth over the territory, under the filter ga4gh-wgs; half way between the two middle values of an even number of positions.',
  equivalents: { picard: 'CollectWgsMetrics MEDIAN_COVERAGE' },
  needs: autosomeDepthNeeds,
  value: (observation) => whenPresent(autosomeDepth(observation), median),
})
