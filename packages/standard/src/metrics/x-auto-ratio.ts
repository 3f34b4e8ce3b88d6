// Depth of chrX relative to the autosomes. Whole contigs, pseudoautosomal regions and N included: no ploidy is called from it.
import { contigDepthNeeds, ratioToAutosomes } from '../contig-depth.ts'
import { defineMetric } from '../metric.ts'

export const xAutoRatio = defineMetric({
  id: 'x_auto_ratio',
  name: 'chrX to autosome depth',
  unit: 'ratio',
  type: 'float',
  decimals: 4,
  description:
    'Mean depth of chrX (sum of depth / contig length) / mean depth of autosomes 1 to 22 together (sum of depths / sum of lengths). ' +
    'Depth under the filter mosdepth-default; N positions are part of both lengths.',
  equivalents: { mosdepth: 'summary: from bases and length columns' },
  needs: contigDepthNeeds,
  value: (observation) => ratioToAutosomes(observation, 'X'),
})
