// Depth of chrM relative to the autosomes.
import { contigDepthNeeds, ratioToAutosomes } from '../contig-depth.ts'
import { defineMetric } from '../metric.ts'

export const mAutoRatio = defineMetric({
  id: 'm_auto_ratio',
  name: 'chrM to autosome depth',
  unit: 'ratio',
  type: 'float',
  decimals: 4,
  description:
    'Mean depth of chrM (sum of depth / contig length) / mean depth of autosomes 1 to 22 together (sum of depths / sum of lengths). ' +
    'Depth under the filter mosdepth-default; N positions are part of both lengths.',
  equivalents: { mosdepth: 'summary: from bases and length columns' },
  needs: contigDepthNeeds,
  value: (observation) => ratioToAutosomes(observation, 'M'),
})
