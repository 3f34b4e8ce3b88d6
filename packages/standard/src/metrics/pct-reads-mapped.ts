// Mapped share of the reads. The standard restricts it to PF reads on GRCh38; its reference implementation does neither.
import { flag, notPrimary, sequences } from '../flags.ts'
import { defineMetric } from '../metric.ts'
import { formatC } from '../number-format.ts'
import { percentOfRecords } from '../shares.ts'

export const pctReadsMapped = defineMetric({
  id: 'pct_reads_mapped',
  name: 'Percent reads mapped',
  unit: '%',
  type: 'float',
  decimals: 2,
  description:
    '100 * mapped / all primary reads with a stored sequence. Duplicates, QC-fail reads and any mapping quality count, on any contig.',
  equivalents: { ga4gh: 'pct_reads_mapped', samtools: 'stats: 100 * reads mapped / sequences' },
  needs: ['flags'],
  value: (observation) => percentOfRecords(observation, { ...sequences, none: notPrimary | flag.unmapped }, sequences),
  ga4ghText: (value) => formatC(value, 2),
})
