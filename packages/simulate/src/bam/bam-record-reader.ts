// One BAM record's bytes back into plain values (SAM specification section 4.2, 2024-11-06). The inverse of
// bam-record.ts, for tests and tiling; it trusts its input.
import type { AlignmentRecord, Tag, TagArrayType } from '../sam/alignment-record.ts'
import { latin1, viewOf } from './bam-reader.ts'
import type { Cigar, CigarOperation } from '../sam/cigar.ts'

const CIGAR_OPERATIONS = 'MIDNSHP=X'
const BASES = '=ACMGRSVTWYHKDBN'
const FIXED_BYTES = 36
const NO_QUALITY = 0xff

/** @param bytes a record with its block_size; integer tags come back as `i`, a CG tag as the CIGAR */
export function readBamRecord(bytes: Uint8Array): AlignmentRecord {
  const view = viewOf(bytes)
  const nameEnd = FIXED_BYTES + view.getUint8(12)
  const sequenceBegin = nameEnd + 4 * view.getUint16(16, true)
  const baseCount = view.getInt32(20, true)
  const qualityBegin = sequenceBegin + ((baseCount + 1) >> 1)
  const tags = readTags(view, qualityBegin + baseCount)
  const long = tags.find(([name]) => name === 'CG')
  return {
    name: latin1(bytes.subarray(FIXED_BYTES, nameEnd - 1)),
    flag: view.getUint16(18, true),
    contig: view.getInt32(4, true),
    position: view.getInt32(8, true),
    mappingQuality: view.getUint8(13),
    cigar: long === undefined ? readCigar(view, nameEnd, view.getUint16(16, true)) : (long[2] as number[]).map(operation),
    mateContig: view.getInt32(24, true),
    matePosition: view.getInt32(28, true),
    templateLength: view.getInt32(32, true),
    sequence: readSequence(bytes.subarray(sequenceBegin, qualityBegin), baseCount),
    qualities: readQualities(bytes.subarray(qualityBegin, qualityBegin + baseCount)),
    tags: tags.filter((tag) => tag !== long),
  }
}

function readCigar(view: DataView, begin: number, count: number): Cigar {
  return Array.from({ length: count }, (_, i) => operation(view.getUint32(begin + 4 * i, true)))
}

function operation(word: number): [number, CigarOperation] {
  return [word >>> 4, CIGAR_OPERATIONS[word & 15] as CigarOperation]
}

function readSequence(packed: Uint8Array, baseCount: number): string {
  let sequence = ''
  for (let i = 0; i < baseCount; i++) sequence += BASES[(packed[i >> 1]! >> (i & 1 ? 0 : 4)) & 15]!
  return sequence
}

function readQualities(bytes: Uint8Array): Uint8Array | null {
  return bytes.length === 0 || bytes[0] === NO_QUALITY ? null : bytes.slice()
}

function readTags(view: DataView, begin: number): Tag[] {
  const tags: Tag[] = []
  for (let at = begin; at < view.byteLength;) {
    const { tag, end } = readTag(view, at)
    tags.push(tag)
    at = end
  }
  return tags
}

function readTag(view: DataView, at: number): { tag: Tag; end: number } {
  const [name, type] = [textAt(view, at, 2), textAt(view, at + 2, 1)]
  const value = at + 3
  if (type === 'A') return { tag: [name, 'A', textAt(view, value, 1)], end: value + 1 }
  if (type === 'Z' || type === 'H') {
    const length = textLength(view, value)
    return { tag: [name, type, textAt(view, value, length)], end: value + length + 1 }
  }
  if (type === 'B') return readArrayTag(view, name, value)
  const { read, size } = ELEMENTS[type]!
  return { tag: [name, type === 'f' ? 'f' : 'i', read(view, value)], end: value + size }
}

function readArrayTag(view: DataView, name: string, value: number): { tag: Tag; end: number } {
  const type = textAt(view, value, 1)
  const { read, size } = ELEMENTS[type]!
  const count = view.getInt32(value + 1, true)
  const elements = Array.from({ length: count }, (_, i) => read(view, value + 5 + i * size))
  return { tag: [name, `B:${type}` as TagArrayType, elements], end: value + 5 + count * size }
}

const ELEMENTS: Record<string, { size: number; read: (view: DataView, at: number) => number }> = {
  c: { size: 1, read: (view, at) => view.getInt8(at) },
  C: { size: 1, read: (view, at) => view.getUint8(at) },
  s: { size: 2, read: (view, at) => view.getInt16(at, true) },
  S: { size: 2, read: (view, at) => view.getUint16(at, true) },
  i: { size: 4, read: (view, at) => view.getInt32(at, true) },
  I: { size: 4, read: (view, at) => view.getUint32(at, true) },
  f: { size: 4, read: (view, at) => view.getFloat32(at, true) },
}

function textAt(view: DataView, at: number, length: number): string {
  return latin1(new Uint8Array(view.buffer, view.byteOffset + at, length))
}

function textLength(view: DataView, at: number): number {
  let length = 0
  while (view.getUint8(at + length) !== 0) length++
  return length
}
