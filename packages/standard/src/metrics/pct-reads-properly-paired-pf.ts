// Properly paired share as the text of the standard has it: PF reads only.
import { absent } from '../absence.ts'
import { countRecords, flag, notPrimary, type RecordSelection } from '../flags.ts'
import { defineMetric } from '../metric.ts'
import { percentOfRecords } from '../shares.ts'

export const pctReadsProperlyPairedPf = defineMetric({
  id: 'pct_reads_properly_paired_pf',
  name: 'Percent PF reads properly paired',
  unit: '%',
  type: 'float',
  decimals: 2,
  description:
    'As pct_reads_properly_paired, of reads that pass the instrument filter only; equal to it where no read is QC-fail.',
  equivalents: { samtools: 'stats -F 0x200: 100 * reads properly paired / sequences' },
  needs: ['flags'],
  value: (observation) => {
    const reads: RecordSelection = { sequence: 'present', none: notPrimary | flag.qcFail }
    if (countRecords(observation, reads) === 0n) return absent('no_reads')
    if (countRecords(observation, { ...reads, all: flag.paired }) === 0n) return absent('no_paired_reads')
    const unmappedPair = notPrimary | flag.qcFail | flag.unmapped | flag.mateUnmapped
    return percentOfRecords(observation, { ...reads, all: flag.paired | flag.properPair, none: unmappedPair }, reads)
  },
})
