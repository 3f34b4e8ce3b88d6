// Reads whose SEQ is `*`: samtools stats does not see them, flagstat does.
import { countRecords, primary } from '../flags.ts'
import { defineMetric } from '../metric.ts'

export const readsWithoutSequencePrimary = defineMetric({
  id: 'reads_without_sequence_primary',
  name: 'Primary reads without a stored sequence',
  unit: 'reads',
  type: 'integer',
  decimals: 0,
  description: 'Primary records whose SEQ is *.',
  equivalents: {},
  needs: ['flags'],
  value: (observation) => countRecords(observation, { ...primary, sequence: 'absent' }),
})
