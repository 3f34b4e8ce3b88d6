// Pairs marked as duplicates. Optical ones are among them: a FLAG does not tell them apart.
import { flag } from '../flags.ts'
import { defineMetric } from '../metric.ts'
import { mappedPairs } from '../read-pairs.ts'

export const readPairsDuplicate = defineMetric({
  id: 'read_pairs_duplicate',
  name: 'Read pairs marked duplicate',
  unit: 'pairs',
  type: 'integer',
  decimals: 0,
  description:
    'Of read_pairs_mapped those with the DUP bit, optical duplicates included. 0 also when duplicates were never marked: see ' +
    'duplicates_marked.',
  equivalents: { picard: 'CollectDuplicateMetrics READ_PAIR_DUPLICATES' },
  needs: ['flags'],
  value: (observation) => mappedPairs(observation, flag.duplicate),
})
