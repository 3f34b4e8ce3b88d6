// Spread of depth over the territory.
import { absent, whenPresent } from '../absence.ts'
import { autosomeDepth, autosomeDepthNeeds } from '../autosome-depth.ts'
import { standardDeviation, totalCount } from '../histogram.ts'
import { defineMetric } from '../metric.ts'

export const sdAutosomeCoverage = defineMetric({
  id: 'sd_autosome_coverage',
  name: 'Standard deviation of autosome coverage',
  unit: 'x',
  type: 'float',
  decimals: 6,
  description: 'Standard deviation of depth (capped at 250) over the territory, divisor n - 1, under the filter ga4gh-wgs.',
  equivalents: { picard: 'CollectWgsMetrics SD_COVERAGE' },
  needs: autosomeDepthNeeds,
  value: (observation) =>
    whenPresent(autosomeDepth(observation), (depths) =>
      totalCount(depths) > 1 ? standardDeviation(depths) : absent('empty_territory'),
    ),
})
