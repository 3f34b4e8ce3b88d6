// The SAM header: its text and its binary form in BAM. Not a parser of header text.
import { ByteWriter } from '../bam/byte-writer.ts'

/** A reference sequence as the header names it. */
export interface HeaderContig {
  readonly name: string
  readonly length: number
}

/** An @RG line (SAM specification section 1.3, 2024-11-06). */
export interface ReadGroup {
  readonly id: string
  readonly sample: string
  readonly library?: string
  readonly platform?: string
  readonly platformUnit?: string
}

export interface SamHeader {
  /** Lines as in SAM, each ending in a line feed. */
  readonly text: string
  /** The reference sequences as BAM repeats them in binary. */
  readonly contigs: readonly HeaderContig[]
}

export interface HeaderFields {
  readonly contigs: readonly HeaderContig[]
  readonly readGroups?: readonly ReadGroup[]
  /** SO of the @HD line; `coordinate` unless given. */
  readonly sortOrder?: 'coordinate' | 'queryname' | 'unsorted' | 'unknown'
  /** Whole further lines (@PG, @CO), without line feeds. */
  readonly lines?: readonly string[]
}

export function makeHeader(fields: HeaderFields): SamHeader {
  const lines = [
    `@HD\tVN:1.6\tSO:${fields.sortOrder ?? 'coordinate'}`,
    ...fields.contigs.map(({ name, length }) => `@SQ\tSN:${name}\tLN:${length}`),
    ...(fields.readGroups ?? []).map(readGroupLine),
    ...(fields.lines ?? []),
  ]
  return { text: lines.map((line) => `${line}\n`).join(''), contigs: fields.contigs }
}

/** Magic, text and reference sequences of a BAM file (SAM specification section 4.2, 2024-11-06). */
export function headerBytes(header: SamHeader): Uint8Array {
  const writer = new ByteWriter()
  writer.text('BAM\u0001')
  writer.int32(header.text.length)
  writer.text(header.text)
  writer.int32(header.contigs.length)
  for (const { name, length } of header.contigs) {
    writer.int32(name.length + 1)
    writer.text(`${name}\0`)
    writer.int32(length)
  }
  return writer.take()
}

function readGroupLine({ id, sample, library, platform, platformUnit }: ReadGroup): string {
  const optional = [
    ['LB', library],
    ['PL', platform],
    ['PU', platformUnit],
  ]
  const fields = optional.flatMap(([key, value]) => (value === undefined ? [] : [`${key}:${value}`]))
  return ['@RG', `ID:${id}`, `SM:${sample}`, ...fields].join('\t')
}
