// Reads marked as duplicates, each once; duplicate supplementary records are not among them.
import { countRecords, flag, primary } from '../flags.ts'
import { defineMetric } from '../metric.ts'

export const readsDuplicatePrimary = defineMetric({
  id: 'reads_duplicate_primary',
  name: 'Primary reads marked duplicate',
  unit: 'reads',
  type: 'integer',
  decimals: 0,
  description: 'Primary records with the DUP bit. 0 also when duplicates were never marked: see duplicates_marked.',
  equivalents: { samtools: 'flagstat: primary duplicates' },
  needs: ['flags'],
  value: (observation) => countRecords(observation, { ...primary, all: flag.duplicate }),
})
