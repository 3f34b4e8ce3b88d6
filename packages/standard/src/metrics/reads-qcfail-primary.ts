// Reads that the instrument rejected.
import { countRecords, flag, primary } from '../flags.ts'
import { defineMetric } from '../metric.ts'

export const readsQcfailPrimary = defineMetric({
  id: 'reads_qcfail_primary',
  name: 'Primary reads failing the instrument filter',
  unit: 'reads',
  type: 'integer',
  decimals: 0,
  description: 'Primary records with the QCFAIL bit.',
  equivalents: { samtools: 'stats: reads QC failed' },
  needs: ['flags'],
  value: (observation) => countRecords(observation, { ...primary, all: flag.qcFail }),
})
