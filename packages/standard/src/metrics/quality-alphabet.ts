// The quality values that occur: a Q30 yield means little without them, since instruments bin.
import { absent } from '../absence.ts'
import { primaryQualities } from '../base-qualities.ts'
import { defineMetric } from '../metric.ts'

export const qualityAlphabet = defineMetric({
  id: 'quality_alphabet',
  name: 'Quality alphabet',
  unit: 'Phred',
  type: 'integers',
  decimals: 0,
  description: 'Base qualities that occur in primary reads, QC-fail included, ascending.',
  equivalents: {},
  needs: ['base-quality'],
  value: (observation) => {
    const alphabet = primaryQualities(observation).flatMap((bases, quality) => (bases > 0 ? [quality] : []))
    return alphabet.length > 0 ? alphabet : absent('no_qualities')
  },
})
