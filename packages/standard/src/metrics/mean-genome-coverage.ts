// Mean depth over everything the file is aligned to: the number that most people mean by coverage, and no two tools alike.
import { contigDepthNeeds, meanGenomeDepth } from '../contig-depth.ts'
import { defineMetric } from '../metric.ts'

export const meanGenomeCoverage = defineMetric({
  id: 'mean_genome_coverage',
  name: 'Mean genome coverage',
  unit: 'x',
  type: 'float',
  decimals: 2,
  description:
    'Sum of depth over all contigs that hold a record / their lengths, N positions included. Depth under the filter ' +
    'mosdepth-default. The meanDepthOfCoverage of the German GRZ workflow 3.0.0.',
  equivalents: { mosdepth: 'summary: mean of the row total' },
  needs: [...contigDepthNeeds, 'contig-records'],
  value: meanGenomeDepth,
})
