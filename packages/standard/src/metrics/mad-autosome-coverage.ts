// Uniformity of coverage as one robust number.
import { whenPresent } from '../absence.ts'
import { autosomeDepth, autosomeDepthNeeds } from '../autosome-depth.ts'
import { medianAbsoluteDeviation } from '../histogram.ts'
import { defineMetric } from '../metric.ts'
import { formatJava } from '../number-format.ts'

export const madAutosomeCoverage = defineMetric({
  id: 'mad_autosome_coverage',
  name: 'MAD of autosome coverage',
  unit: 'x',
  type: 'float',
  decimals: 1,
  description:
    'Median of |depth - median depth| over the territory, unscaled. The standard calls it an integer; it can be x.5, and is written so then.',
  equivalents: { ga4gh: 'mad_autosome_coverage', picard: 'CollectWgsMetrics MAD_COVERAGE' },
  needs: autosomeDepthNeeds,
  value: (observation) => whenPresent(autosomeDepth(observation), medianAbsoluteDeviation),
  ga4ghText: (value) => formatJava(value),
})
