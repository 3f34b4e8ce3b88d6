// Mean of the qualities themselves, not of the error probabilities they stand for.
import { whenPresent } from '../absence.ts'
import { passingQualities } from '../base-qualities.ts'
import { mean } from '../histogram.ts'
import { defineMetric } from '../metric.ts'

export const meanBaseQuality = defineMetric({
  id: 'mean_base_quality',
  name: 'Mean base quality',
  unit: 'Phred',
  type: 'float',
  decimals: 1,
  description: 'Arithmetic mean of base qualities in primary PF reads; OQ where a read has it, else QUAL.',
  equivalents: { samtools: 'stats: average quality (there QC-fail reads count and OQ does not)' },
  needs: ['base-quality', 'flags'],
  value: (observation) => whenPresent(passingQualities(observation), mean),
})
