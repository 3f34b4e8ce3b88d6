// One alignment record as plain values, and a maker that fills in what a test does not care about. Not its encoding.
import { type Cigar, parseCigar, readLength, referenceLength } from './cigar.ts'
import { MATE_REVERSE, PAIRED, PROPER_PAIR, READ1, READ2, REVERSE } from './flags.ts'

export type TagNumberType = 'i' | 'c' | 'C' | 's' | 'S' | 'I' | 'f'
export type TagArrayType = `B:${'c' | 'C' | 's' | 'S' | 'i' | 'I' | 'f'}`

/**
 * An optional field as SAM spells it (SAM specification section 1.5, 2024-11-06). `i` is stored in the smallest
 * BAM type that holds the value; the other integer types are stored as named.
 */
export type Tag =
  | readonly [name: string, type: 'A' | 'Z' | 'H', value: string]
  | readonly [name: string, type: TagNumberType, value: number]
  | readonly [name: string, type: TagArrayType, value: readonly number[]]

/** The fields of SAM specification section 1.4; positions 0-based, -1 for none. */
export interface AlignmentRecord {
  /** `*` for none. */
  readonly name: string
  readonly flag: number
  /** Index into the header's reference sequences, -1 for none. */
  readonly contig: number
  readonly position: number
  readonly mappingQuality: number
  readonly cigar: Cigar
  readonly mateContig: number
  readonly matePosition: number
  readonly templateLength: number
  /** Upper-case IUPAC letters or `=`; empty for `*`. */
  readonly sequence: string
  /** Phred values, not characters; null for `*`. */
  readonly qualities: Uint8Array | null
  readonly tags: readonly Tag[]
}

/** What `makeRecord` takes: any fields, with CIGAR as text and one quality for all bases if that is enough. */
export type RecordFields = Partial<Omit<AlignmentRecord, 'cigar' | 'qualities'>> & {
  readonly cigar?: Cigar | string
  readonly qualities?: Uint8Array | number | null
}

/**
 * A record with defaults: name `read`, flag 0, position 0 of contig 0, MAPQ 60, 50M, no mate, bases A of quality 30,
 * no tags. SEQ and QUAL get the length the CIGAR asks for.
 */
export function makeRecord(fields: RecordFields = {}): AlignmentRecord {
  const cigar = typeof fields.cigar === 'string' ? parseCigar(fields.cigar) : (fields.cigar ?? [[50, 'M']])
  const sequence = fields.sequence ?? 'A'.repeat(readLength(cigar))
  const { qualities = 30 } = fields
  const perBase = typeof qualities === 'number' ? new Uint8Array(sequence.length).fill(qualities) : qualities
  return { ...UNPAIRED_DEFAULTS, ...fields, cigar, sequence, qualities: perBase }
}

const UNPAIRED_DEFAULTS = {
  name: 'read',
  flag: 0,
  contig: 0,
  position: 0,
  mappingQuality: 60,
  mateContig: -1,
  matePosition: -1,
  templateLength: 0,
  tags: [],
}

/**
 * A proper forward-reverse pair, `first` (read 1) to the left; mate fields and TLEN follow from the two.
 * Flags given in the fields are added to those of the pair.
 */
export function makePair(first: RecordFields, second: RecordFields): [AlignmentRecord, AlignmentRecord] {
  const left = makeRecord({
    name: 'pair',
    ...first,
    flag: PAIRED | PROPER_PAIR | READ1 | MATE_REVERSE | (first.flag ?? 0),
  })
  const right = makeRecord({
    name: left.name,
    ...second,
    flag: PAIRED | PROPER_PAIR | READ2 | REVERSE | (second.flag ?? 0),
  })
  const length = endPosition(right) - left.position
  return [withMate(left, right, length), withMate(right, left, -length)]
}

/** One past the last reference position of the record, 0-based. */
export function endPosition(record: AlignmentRecord): number {
  return record.position + referenceLength(record.cigar)
}

function withMate(record: AlignmentRecord, mate: AlignmentRecord, templateLength: number): AlignmentRecord {
  return { ...record, mateContig: mate.contig, matePosition: mate.position, templateLength }
}
