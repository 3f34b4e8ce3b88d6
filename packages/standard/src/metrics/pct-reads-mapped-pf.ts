// Mapped share as the text of the standard has it: PF reads only. Beside pct_reads_mapped, which counts QC-fail reads too.
import { flag, notPrimary } from '../flags.ts'
import { defineMetric } from '../metric.ts'
import { percentOfRecords } from '../shares.ts'

export const pctReadsMappedPf = defineMetric({
  id: 'pct_reads_mapped_pf',
  name: 'Percent PF reads mapped',
  unit: '%',
  type: 'float',
  decimals: 2,
  description: 'As pct_reads_mapped, of reads that pass the instrument filter only; equal to it where no read is QC-fail.',
  equivalents: { samtools: 'stats -F 0x200: 100 * reads mapped / sequences' },
  needs: ['flags'],
  value: (observation) =>
    percentOfRecords(
      observation,
      { sequence: 'present', none: notPrimary | flag.qcFail | flag.unmapped },
      { sequence: 'present', none: notPrimary | flag.qcFail },
    ),
})
