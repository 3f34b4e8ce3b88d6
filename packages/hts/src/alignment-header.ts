// The header of an alignment file, whatever its format: what the project asks of it, and the format itself.
import { programsOf, type Program, type ReadGroup, readGroupsOf, sortOrderOf } from './sam-header.ts'
import type { VirtualOffset } from './virtual-offset.ts'

/** As the file definition has it (CRAMv3 section 6, 2024-09). */
export interface CramVersion {
  readonly major: number
  readonly minor: number
}

/** What a file is. */
export type Format = { readonly name: 'BAM' } | { readonly name: 'CRAM'; readonly version: CramVersion }

/** A reference sequence as the header has it. */
export interface Contig {
  readonly name: string
  readonly length: number
  /** M5 of the @SQ line: MD5 of the upper-cased sequence, in lower-case hex. */
  readonly md5?: string
}

export interface AlignmentHeader {
  readonly text: string
  /** In the file's order; a record's reference ID is an index into it. */
  readonly contigs: readonly Contig[]
  readonly readGroups: readonly ReadGroup[]
  readonly programs: readonly Program[]
  /** SO of @HD, "unknown" without one. */
  readonly sortOrder: string
}

/** The header, and where the records begin. */
export interface ParsedHeader {
  readonly format: Format
  readonly header: AlignmentHeader
  /** For CRAM, where the first container of records begins. */
  readonly firstRecord: VirtualOffset
}

/** The header with these contigs; all else is in its text. */
export function headerOf(text: string, contigs: readonly Contig[]): AlignmentHeader {
  return { text, contigs, readGroups: readGroupsOf(text), programs: programsOf(text), sortOrder: sortOrderOf(text) }
}
