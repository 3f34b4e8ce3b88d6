// Mean depth over the territory. Supplementary records count, unpaired ones do not: see the filter ga4gh-wgs.
import { whenPresent } from '../absence.ts'
import { autosomeDepth, autosomeDepthNeeds } from '../autosome-depth.ts'
import { mean } from '../histogram.ts'
import { defineMetric } from '../metric.ts'
import { formatC, formatJava } from '../number-format.ts'

export const meanAutosomeCoverage = defineMetric({
  id: 'mean_autosome_coverage',
  name: 'Mean autosome coverage',
  unit: 'x',
  type: 'float',
  decimals: 2,
  description:
    'Sum over the territory of min(depth, 250) / number of territory positions, those of depth 0 included. Depth under the filter ga4gh-wgs.',
  equivalents: { ga4gh: 'mean_autosome_coverage', picard: 'CollectWgsMetrics MEAN_COVERAGE' },
  needs: autosomeDepthNeeds,
  value: (observation) => whenPresent(autosomeDepth(observation), mean),
  ga4ghText: (value) => formatC(Number(formatJava(value)), 2),
})
