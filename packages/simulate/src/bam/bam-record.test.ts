import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type AlignmentRecord, makePair, makeRecord } from '../sam/alignment-record.ts'
import { bamRecordBytes } from './bam-record.ts'
import { readBamRecord } from './bam-record-reader.ts'
import type { CigarOperation } from '../sam/cigar.ts'

it('lays a record out as the specification does', () => {
  const record = makeRecord({
    name: 'ab',
    flag: 0x93,
    contig: 1,
    position: 2 ** 14,
    mappingQuality: 37,
    cigar: '2M1I',
    mateContig: 2,
    matePosition: 258,
    templateLength: -3,
    sequence: 'ACN',
    qualities: Uint8Array.of(2, 30, 41),
    tags: [['NM', 'i', 1], ['RG', 'Z', 'x']],
  }) // prettier-ignore
  expect([...bamRecordBytes(record)]).toEqual([
    ...[57, 0, 0, 0], // block_size
    ...[1, 0, 0, 0], // refID
    ...[0, 64, 0, 0], // pos
    ...[3, 37], // l_read_name, mapq
    ...[0x4a, 0x12], // bin 4682
    ...[2, 0], // n_cigar_op
    ...[0x93, 0], // flag
    ...[3, 0, 0, 0], // l_seq
    ...[2, 0, 0, 0], // next_refID
    ...[2, 1, 0, 0], // next_pos
    ...[253, 255, 255, 255], // tlen
    ...[97, 98, 0], // read_name
    ...[0x20, 0, 0, 0, 0x11, 0, 0, 0], // cigar 2M1I
    ...[0x12, 0xf0], // seq ACN
    ...[2, 30, 41], // qual
    ...[78, 77, 67, 1], // NM:C:1
    ...[82, 71, 90, 120, 0], // RG:Z:x
  ])
})

it('gives unplaced records the bin of an interval before the contig', () => {
  const bytes = bamRecordBytes(makeRecord({ contig: -1, position: -1, flag: 4, cigar: '*', sequence: 'A' }))
  expect(bytes[14]! + 256 * bytes[15]!).toBe(4680)
})

it('writes missing qualities as 0xff', () => {
  const bytes = bamRecordBytes(makeRecord({ cigar: '3M', qualities: null }))
  expect([...bytes.subarray(-3)]).toEqual([0xff, 0xff, 0xff])
})

it('stores an i tag in the smallest type that holds it', () => {
  const withoutTag = bamRecordBytes(makeRecord()).length
  const typeOf = (value: number): string => {
    const bytes = bamRecordBytes(makeRecord({ tags: [['XX', 'i', value]] }))
    return String.fromCharCode(bytes[withoutTag + 2]!)
  }
  expect([0, 255, 256, 65535, 65536, -1, -128, -129, -32769].map(typeOf).join('')).toBe('CCSSIccsi')
})

it('moves a CIGAR of more than 65,535 operations to a CG tag', () => {
  const cigar = Array.from({ length: 70_000 }, (_, i) => [1, i % 2 === 0 ? 'M' : 'D'] as const)
  const record = makeRecord({ cigar })
  const bytes = bamRecordBytes(record)
  const view = new DataView(bytes.buffer)
  expect(view.getUint16(16, true)).toBe(2)
  expect([view.getUint32(41, true), view.getUint32(45, true)]).toEqual([35_000 * 16 + 4, 70_000 * 16 + 3])
  expect(readBamRecord(bytes)).toEqual(record)
})

it('reads back what it wrote', () => {
  fc.assert(
    fc.property(arbitraryRecord, (record) => {
      expect(readBamRecord(bamRecordBytes(record))).toEqual(record)
    }),
  )
})

it('makes a pair whose fields agree with each other', () => {
  const [first, second] = makePair({ position: 0 }, { position: 100 })
  expect([first.flag, second.flag]).toEqual([99, 147])
  expect([first.templateLength, second.templateLength]).toEqual([150, -150])
  expect([first.matePosition, second.matePosition]).toEqual([100, 0])
  expect(second.name).toBe(first.name)
})

const arbitraryCigar = fc.array(
  fc.tuple(fc.integer({ min: 1, max: 40 }), fc.constantFrom<CigarOperation>('M', 'I', 'D', 'N', 'S', 'H', 'P', '=', 'X')),
  { maxLength: 8 },
)
const int32 = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })
const arbitraryTag = fc.oneof(
  fc.tuple(fc.constant('XI'), fc.constant('i' as const), fc.integer({ min: -(2 ** 31), max: 2 ** 32 - 1 })),
  fc.tuple(fc.constant('XZ'), fc.constant('Z' as const), fc.stringMatching(/^[ -~]*$/)),
  fc.tuple(fc.constant('XA'), fc.constant('A' as const), fc.stringMatching(/^[!-~]$/)),
  fc.tuple(fc.constant('XF'), fc.constant('f' as const), fc.float({ noNaN: true })),
  fc.tuple(fc.constant('XB'), fc.constant('B:s' as const), fc.array(fc.integer({ min: -32768, max: 32767 }))),
  fc.tuple(fc.constant('XC'), fc.constant('B:I' as const), fc.array(fc.integer({ min: 0, max: 2 ** 32 - 1 }))),
)
const arbitraryRecord: fc.Arbitrary<AlignmentRecord> = fc
  .record({
    name: fc.stringMatching(/^[!-?A-~]{1,60}$/),
    flag: fc.integer({ min: 0, max: 4095 }),
    contig: fc.integer({ min: -1, max: 1000 }),
    position: fc.integer({ min: -1, max: 2 ** 29 }),
    mappingQuality: fc.integer({ min: 0, max: 255 }),
    cigar: arbitraryCigar,
    mateContig: fc.integer({ min: -1, max: 1000 }),
    matePosition: fc.integer({ min: -1, max: 2 ** 31 - 1 }),
    templateLength: int32,
    sequence: fc.stringMatching(/^[=ACMGRSVTWYHKDBN]{1,80}$/),
    hasQualities: fc.boolean(),
    tags: fc.array(arbitraryTag, { maxLength: 4 }),
  })
  .map(({ hasQualities, ...fields }) => {
    const qualities = hasQualities ? Uint8Array.from(fields.sequence, (_, i) => i % 94) : null
    return { ...fields, qualities }
  })
