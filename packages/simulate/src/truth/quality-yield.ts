// Bases of quality 20 and 30 or more, as Picard CollectQualityYieldMetrics 2.27.5 counts them by default:
// passing reads, neither secondary nor supplementary, mapped or not, original qualities (OQ) where a record has them.
import type { AlignmentRecord } from '../sam/alignment-record.ts'
import { QC_FAIL, SECONDARY, SUPPLEMENTARY } from '../sam/flags.ts'

export interface QualityYield {
  reads: number
  bases: number
  q20Bases: number
  q30Bases: number
}

export function qualityYield(records: Iterable<AlignmentRecord>): QualityYield {
  const total: QualityYield = { reads: 0, bases: 0, q20Bases: 0, q30Bases: 0 }
  for (const record of records) {
    if (record.flag & (SECONDARY | SUPPLEMENTARY | QC_FAIL)) continue
    const qualities = qualitiesOf(record)
    total.reads++
    total.bases += record.sequence.length
    total.q20Bases += qualities.filter((quality) => quality >= 20).length
    total.q30Bases += qualities.filter((quality) => quality >= 30).length
  }
  return total
}

function qualitiesOf({ tags, qualities }: AlignmentRecord): number[] {
  const original = tags.find(([name]) => name === 'OQ')?.[2]
  if (typeof original === 'string') return Array.from(original, (letter) => letter.charCodeAt(0) - 33)
  return [...(qualities ?? [])]
}
