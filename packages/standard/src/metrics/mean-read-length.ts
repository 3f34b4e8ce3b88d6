// Mean length of the stored sequences.
import { absent } from '../absence.ts'
import { countBases, countRecords, primary, sequences } from '../flags.ts'
import { defineMetric } from '../metric.ts'

export const meanReadLength = defineMetric({
  id: 'mean_read_length',
  name: 'Mean read length',
  unit: 'bp',
  type: 'float',
  decimals: 1,
  description: 'Bases of SEQ / primary reads with a stored sequence, QC-fail included; hard-clipped bases are gone.',
  equivalents: { samtools: 'stats: total length / sequences' },
  needs: ['bases', 'flags'],
  value: (observation) => {
    const reads = countRecords(observation, sequences)
    return reads === 0n ? absent('no_reads') : Number(countBases(observation, primary)) / Number(reads)
  },
})
