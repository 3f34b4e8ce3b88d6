// Standard deviation of the insert sizes that the mean is taken of.
import { insertSizeDeviationOf, insertSizeNeeds, ofBulk } from '../insert-sizes.ts'
import { defineMetric } from '../metric.ts'
import { formatC } from '../number-format.ts'

export const insertSizeStdDeviation = defineMetric({
  id: 'insert_size_std_deviation',
  name: 'Insert size standard deviation',
  unit: 'bp',
  type: 'float',
  decimals: 1,
  description:
    'Over the same bulk of pairs as mean_insert_size, divisor n; pairs of size 0 count in n but not among the squares.',
  equivalents: { ga4gh: 'insert_size_std_deviation', samtools: 'stats: insert size standard deviation' },
  needs: insertSizeNeeds,
  value: (observation) => ofBulk(observation, insertSizeDeviationOf),
  ga4ghText: (value) => formatC(value, 1),
})
