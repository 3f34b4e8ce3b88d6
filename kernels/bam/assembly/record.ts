// The one record view: what counts may ask of a record. BAM fills it in place from the record's bytes
// (SAMv1 section 4.2, 2024-11), other formats from a row of what they decoded; all that comes after is written once.
import { CONTIG_UNKNOWN, OK, POSITION_BEYOND_CONTIG, RECORD_FIELDS_EXCEED_BLOCK_SIZE } from '@genomsyn/abi/assembly/status'
import * as row from './row'

/** FLAG bits (SAMv1 section 1.4). */
export const PAIRED: u32 = 0x1
export const PROPER_PAIR: u32 = 0x2
export const UNMAPPED: u32 = 0x4
export const MATE_UNMAPPED: u32 = 0x8
export const REVERSE: u32 = 0x10
export const MATE_REVERSE: u32 = 0x20
export const FIRST_IN_PAIR: u32 = 0x40
export const LAST_IN_PAIR: u32 = 0x80
export const SECONDARY: u32 = 0x100
export const QC_FAIL: u32 = 0x200
export const DUPLICATE: u32 = 0x400
export const SUPPLEMENTARY: u32 = 0x800

/** Bytes from refID to tlen. */
export const FIXED_BYTES: u32 = 32

export let flag: u32 = 0
/** Index of the contig, or -1. */
export let contig: i32 = -1
/** 0-based, or -1. */
export let position: i32 = -1
export let mappingQuality: u32 = 0
export let mateContig: i32 = -1
export let matePosition: i32 = -1
export let templateLength: i32 = 0
/** Address and bytes of the name without its NUL. */
export let name: usize = 0
export let nameBytes: u32 = 0
/** Address and number of CIGAR operations, each `length << 4 | op`. */
export let cigar: usize = 0
export let cigarLength: u32 = 0
/** Bases of SEQ; two to a byte, the first in the high nibble. */
export let sequence: usize = 0
export let sequenceLength: u32 = 0
/** Whether every base at `sequence` is that of the read: always, unless it is a row. */
export let hasAllBases: bool = true
export let qualities: usize = 0
/** Tags, of a record of bytes. */
export let aux: usize = 0
export let auxEnd: usize = 0

/** Whether the record came as a row: then there are no tags, and what they would say stands below. */
export let isRow: bool = false
/** Stands for the name where it is not 0. */
export let nameHash: u64 = 0
/** Index of the read group's @RG line, or -1. */
export let rowReadGroup: i32 = -1
/** Address of printable qualities of an OQ tag, or 0. */
export let rowOriginalQualities: usize = 0

/**
 * Points the view at the record whose fixed fields start at `at` and whose block_size is `size` (>= FIXED_BYTES + 1).
 * `contigLengths` holds `contigs` u32. Returns OK or a status; contig and position are set in either case.
 */
export function readRecord(at: usize, size: u32, contigLengths: usize, contigs: u32): i32 {
  contig = load<i32>(at)
  position = load<i32>(at, 4)
  nameBytes = <u32>load<u8>(at, 8)
  mappingQuality = <u32>load<u8>(at, 9)
  cigarLength = <u32>load<u16>(at, 12)
  flag = <u32>load<u16>(at, 14)
  sequenceLength = load<u32>(at, 16)
  mateContig = load<i32>(at, 20)
  matePosition = load<i32>(at, 24)
  templateLength = load<i32>(at, 28)
  name = at + FIXED_BYTES
  cigar = name + nameBytes
  sequence = cigar + 4 * cigarLength
  qualities = sequence + ((sequenceLength + 1) >>> 1)
  aux = qualities + sequenceLength
  auxEnd = at + size
  if (sequenceLength > size || nameBytes == 0 || aux > auxEnd) return RECORD_FIELDS_EXCEED_BLOCK_SIZE
  nameBytes -= 1
  return placeStatus(contigLengths, contigs)
}

/**
 * Shows the record of a row (see row.ts). Its SEQ is 0, which says that no base is N, until `setSequence`. Returns OK or a status;
 * contig and position are set in either case.
 */
export function viewRow(at: usize, contigLengths: usize, contigs: u32): i32 {
  flag = load<u32>(at, row.FLAG)
  contig = load<i32>(at, row.CONTIG)
  position = load<i32>(at, row.POSITION)
  mappingQuality = load<u32>(at, row.MAPPING_QUALITY)
  mateContig = load<i32>(at, row.MATE_CONTIG)
  matePosition = load<i32>(at, row.MATE_POSITION)
  templateLength = load<i32>(at, row.TEMPLATE_LENGTH)
  cigar = <usize>load<u32>(at, row.CIGAR)
  cigarLength = load<u32>(at, row.CIGAR_LENGTH)
  sequenceLength = load<u32>(at, row.SEQUENCE_LENGTH)
  qualities = <usize>load<u32>(at, row.QUALITIES)
  name = <usize>load<u32>(at, row.NAME)
  nameBytes = load<u32>(at, row.NAME_BYTES)
  nameHash = load<u64>(at, row.NAME_HASH)
  rowReadGroup = load<i32>(at, row.READ_GROUP)
  rowOriginalQualities = <usize>load<u32>(at, row.ORIGINAL_QUALITIES)
  sequence = 0
  hasAllBases = false
  return placeStatus(contigLengths, contigs)
}

/** Records come as rows from here on, or as bytes. */
export function expectRows(rows: bool): void {
  isRow = rows
  hasAllBases = !rows
  nameHash = 0
  aux = auxEnd = 0
}

/** SEQ of the row in view, and whether all of it is known: a base that is not known is no N. */
export function setSequence(address: usize, isWhole: bool): void {
  sequence = address
  hasAllBases = isWhole
}

/** Replaces the CIGAR, as the CG tag asks (section 4.2.2). */
export function setCigar(address: usize, length: u32): void {
  cigar = address
  cigarLength = length
}

/** No record is in view. */
export function forget(): void {
  contig = -1
  position = -1
}

export function isPrimary(): bool {
  return (flag & (SECONDARY | SUPPLEMENTARY)) == 0
}

function placeStatus(contigLengths: usize, contigs: u32): i32 {
  if (contig < 0) return contig == -1 ? OK : CONTIG_UNKNOWN
  if (<u32>contig >= contigs) return CONTIG_UNKNOWN
  const length = load<u32>(contigLengths + 4 * <usize>contig)
  if (position >= 0 && <u32>position >= length) return POSITION_BEYOND_CONTIG
  return position >= -1 ? OK : POSITION_BEYOND_CONTIG
}
