// One alignment record as BAM bytes (SAM specification section 4.2, 2024-11-06).
import { type AlignmentRecord, endPosition } from '../sam/alignment-record.ts'
import { ByteWriter } from './byte-writer.ts'
import { type Cigar, readLength, referenceLength } from '../sam/cigar.ts'
import { binOf } from './binning.ts'
import { writeTag } from './tag-bytes.ts'

const CIGAR_OPERATIONS = 'MIDNSHP=X'
/** Section 4.2.3: code of a base is its place in this string. */
const BASES = '=ACMGRSVTWYHKDBN'
/** n_cigar_op is 16 bits; longer CIGARs go to the CG tag (section 4.2.2). */
const MAX_CIGAR_OPERATIONS = 65535
const NO_QUALITY = 0xff

const baseCodes = new Uint8Array(256).fill(BASES.indexOf('N'))
for (let code = 0; code < BASES.length; code++) baseCodes[BASES.charCodeAt(code)] = code

const scratch = new ByteWriter()

/**
 * A record with its leading block_size. The bin is computed as the specification's reg2bin; a CIGAR of more than
 * 65,535 operations moves to a CG tag behind a `<read length>S<reference length>N` placeholder.
 */
export function bamRecordBytes(record: AlignmentRecord): Uint8Array {
  return bamRecordView(record).slice()
}

/** As `bamRecordBytes`, but the bytes are overwritten by the next record. */
export function bamRecordView(record: AlignmentRecord): Uint8Array {
  const long = record.cigar.length > MAX_CIGAR_OPERATIONS
  const cigar = long ? placeholderCigar(record.cigar) : record.cigar
  scratch.int32(0)
  writeFixedFields(record, cigar.length)
  scratch.text(`${record.name}\0`)
  for (const word of cigarWords(cigar)) scratch.int32(word)
  writeSequence(record.sequence)
  writeQualities(record)
  for (const tag of record.tags) writeTag(scratch, tag)
  if (long) writeTag(scratch, ['CG', 'B:I', cigarWords(record.cigar)])
  scratch.setInt32(0, scratch.length - 4)
  return scratch.takeView()
}

function writeFixedFields(record: AlignmentRecord, operationCount: number): void {
  scratch.int32(record.contig)
  scratch.int32(record.position)
  scratch.uint8(record.name.length + 1)
  scratch.uint8(record.mappingQuality)
  scratch.uint16(binOf(record.position, Math.max(endPosition(record), record.position + 1)))
  scratch.uint16(operationCount)
  scratch.uint16(record.flag)
  scratch.int32(record.sequence.length)
  scratch.int32(record.mateContig)
  scratch.int32(record.matePosition)
  scratch.int32(record.templateLength)
}

function placeholderCigar(cigar: Cigar): Cigar {
  return [
    [readLength(cigar), 'S'],
    [referenceLength(cigar), 'N'],
  ]
}

function cigarWords(cigar: Cigar): number[] {
  return cigar.map(([length, operation]) => length * 16 + CIGAR_OPERATIONS.indexOf(operation))
}

function writeSequence(sequence: string): void {
  for (let i = 0; i < sequence.length; i += 2) {
    const second = i + 1 < sequence.length ? baseCodes[sequence.charCodeAt(i + 1)]! : 0
    scratch.uint8((baseCodes[sequence.charCodeAt(i)]! << 4) | second)
  }
}

function writeQualities({ qualities, sequence }: AlignmentRecord): void {
  if (qualities === null) scratch.fill(NO_QUALITY, sequence.length)
  else scratch.bytes(qualities)
}
