// Bases of quality 30 or more. OQ is preferred to QUAL, unmapped reads count: the text of the standard says neither.
import { whenPresent } from '../absence.ts'
import { passingQualities } from '../base-qualities.ts'
import { countFrom } from '../histogram.ts'
import { defineMetric } from '../metric.ts'

export const yieldBpQ30 = defineMetric({
  id: 'yield_bp_q30',
  name: 'Bases >= Q30',
  unit: 'bp',
  type: 'integer',
  decimals: 0,
  description:
    'Bases of quality >= 30 in primary PF reads, mapped or not, duplicates and soft-clipped bases included; ' +
    'qualities from OQ where a read has it, else QUAL. Mate overlap is not handled.',
  equivalents: { ga4gh: 'yield_bp_q30', picard: 'CollectQualityYieldMetrics PF_Q30_BASES' },
  needs: ['base-quality', 'flags'],
  value: (observation) => whenPresent(passingQualities(observation), (qualities) => BigInt(countFrom(qualities, 30))),
  ga4ghText: (value) => value.toString(),
})
