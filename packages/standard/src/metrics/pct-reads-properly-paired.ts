// Share of reads in proper pairs, of all reads, not of paired ones. What is proper, the aligner says.
import { absent } from '../absence.ts'
import { countRecords, flag, notPrimary, sequences } from '../flags.ts'
import { defineMetric } from '../metric.ts'
import { formatC } from '../number-format.ts'
import { percentOfRecords } from '../shares.ts'

export const pctReadsProperlyPaired = defineMetric({
  id: 'pct_reads_properly_paired',
  name: 'Percent reads properly paired',
  unit: '%',
  type: 'float',
  decimals: 2,
  description:
    '100 * reads with PAIRED and PROPER_PAIR, itself and mate mapped / all primary reads with a stored sequence. ' +
    'Duplicates and QC-fail reads count. Null when no read is paired.',
  equivalents: { ga4gh: 'pct_reads_properly_paired', samtools: 'stats: 100 * reads properly paired / sequences' },
  needs: ['flags'],
  value: (observation) => {
    if (countRecords(observation, sequences) === 0n) return absent('no_reads')
    if (countRecords(observation, { ...sequences, all: flag.paired }) === 0n) return absent('no_paired_reads')
    const proper = { ...sequences, all: flag.paired | flag.properPair, none: notPrimary | flag.unmapped | flag.mateUnmapped }
    return percentOfRecords(observation, proper, sequences)
  },
  ga4ghText: (value) => formatC(value, 2),
})
