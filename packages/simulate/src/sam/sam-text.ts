// Header and records as SAM text (SAM specification section 1, 2024-11-06).
import type { AlignmentRecord, Tag } from './alignment-record.ts'
import { formatCigar } from './cigar.ts'
import type { HeaderContig, SamHeader } from './sam-header.ts'

/** The whole file. */
export function samText(header: SamHeader, records: Iterable<AlignmentRecord>): string {
  let text = header.text
  for (const record of records) text += samLine(record, header.contigs)
  return text
}

/** One alignment line with its line feed. */
export function samLine(record: AlignmentRecord, contigs: readonly HeaderContig[]): string {
  const fields = [
    record.name,
    record.flag,
    contigs[record.contig]?.name ?? '*',
    record.position + 1,
    record.mappingQuality,
    formatCigar(record.cigar),
    mateName(record, contigs),
    record.matePosition + 1,
    record.templateLength,
    record.sequence || '*',
    qualityText(record),
    ...record.tags.map(tagText),
  ]
  return `${fields.join('\t')}\n`
}

function mateName({ contig, mateContig }: AlignmentRecord, contigs: readonly HeaderContig[]): string {
  if (mateContig < 0) return '*'
  return mateContig === contig ? '=' : contigs[mateContig]!.name
}

function qualityText({ qualities, sequence }: AlignmentRecord): string {
  if (qualities === null || sequence === '') return '*'
  return Buffer.from(qualities.map((quality) => quality + 33)).toString('latin1')
}

/** SAM knows one integer type; the BAM ones are all written as `i`. */
function tagText([name, type, value]: Tag): string {
  if (typeof value === 'string') return `${name}:${type}:${value}`
  if (typeof value === 'number') return `${name}:${type === 'f' ? 'f' : 'i'}:${value}`
  return `${name}:B:${[type[2], ...value].join(',')}`
}
