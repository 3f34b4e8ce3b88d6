// Pairs from which the size of a library is estimated.
import { defineMetric } from '../metric.ts'
import { mappedPairs } from '../read-pairs.ts'

export const readPairsMapped = defineMetric({
  id: 'read_pairs_mapped',
  name: 'Read pairs with both mates mapped',
  unit: 'pairs',
  type: 'integer',
  decimals: 0,
  description: 'Primary records that are PAIRED and neither unmapped nor with an unmapped mate, halved and truncated.',
  equivalents: { picard: 'CollectDuplicateMetrics READ_PAIRS_EXAMINED' },
  needs: ['flags'],
  value: (observation) => mappedPairs(observation, 0),
})
