// Mean insert size of the main bulk of pairs: a trimmed mean, which a plain mean does not match.
import { insertSizeNeeds, meanInsertSizeOf, ofBulk } from '../insert-sizes.ts'
import { defineMetric } from '../metric.ts'
import { formatC } from '../number-format.ts'

export const meanInsertSize = defineMetric({
  id: 'mean_insert_size',
  name: 'Mean insert size',
  unit: 'bp',
  type: 'float',
  decimals: 1,
  description:
    'Mean |TLEN| (at most 8000) of primary reads with both mates mapped, QC-fail and duplicates included: pairs per size and ' +
    'orientation halved and truncated, sizes ascending up to the one whose cumulative share exceeds 99 %.',
  equivalents: { ga4gh: 'mean_insert_size', samtools: 'stats: insert size average' },
  needs: insertSizeNeeds,
  value: (observation) => ofBulk(observation, meanInsertSizeOf),
  ga4ghText: (value) => formatC(value, 1),
})
