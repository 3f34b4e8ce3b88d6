// BAM records through the compiled module: what is read of them, every status one can bring about, and where it is said to lie.
import {
  CIGAR_SEQUENCE_MISMATCH,
  CONTIG_UNKNOWN,
  OK,
  POSITION_BEYOND_CONTIG,
  RECORD_FIELDS_EXCEED_BLOCK_SIZE,
  RECORD_SIZE_IMPLAUSIBLE,
  RECORD_TRUNCATED,
} from '@genomsyn/abi/status'
import { beforeAll, describe, expect, it } from 'vitest'
import { block, blocksOf, EOF_BLOCK, hex, join, operationsOf, record, u16, u32, written } from './byte-vectors.ts'
import { builds, type CountRequest, type DrivenKernel, loadBuild, nonZero, type Outcome } from './drive-kernel.ts'

const request: CountRequest = { contigLengths: [1000, 500, 0] }

/** Flag 99, MAPQ 40, 3S4M1D2M at position 100 of contig 1, mate at 150, TLEN 60; qualities 10 to 18 and an OQ. */
const WRITTEN_OUT = written(
  ['block_size: 78', '4e000000'],
  ['refID', '01000000'],
  ['pos', '64000000'],
  ['l_read_name', '03'],
  ['mapq', '28'],
  ['bin', '4912'],
  ['n_cigar_op', '0400'],
  ['flag', '6300'],
  ['l_seq', '09000000'],
  ['next_refID', '01000000'],
  ['next_pos', '96000000'],
  ['tlen', '3c000000'],
  ['read_name "r1"', '723100'],
  ['cigar 3S', '34000000'],
  ['cigar 4M', '40000000'],
  ['cigar 1D', '12000000'],
  ['cigar 2M', '20000000'],
  ['seq ACGTNACGT', '12 48 f1 24 80'],
  ['qual', '0a0b0c0d0e0f101112'],
  ['tag OQ:Z:IIIIIIII!', '4f515a 49494949494949492100'],
)

/** Of ACGTNACGT, the first read of a pair on the forward strand. */
const CYCLE_BASES = {
  ...{ 0: 1n, 5: 1n }, // A
  ...{ 0x401: 1n, 0x406: 1n },
  ...{ 0x802: 1n, 0x807: 1n },
  ...{ 0xc03: 1n, 0xc08: 1n },
  ...{ 0x1004: 1n }, // N
  ...{ 0x1800: 1n }, // the read
}
/** Eight qualities of 40 and one of 0. */
const CYCLE_QUALITY = {
  ...Object.fromEntries(Array.from({ length: 9 }, (_, cycle) => [cycle, 1n])),
  ...Object.fromEntries(Array.from({ length: 8 }, (_, cycle) => [0x400 + cycle, 40n])),
  ...Object.fromEntries(Array.from({ length: 8 }, (_, cycle) => [0x800 + cycle, 1n])),
  0xc00: 1n,
}

describe.each(builds)('BAM records in %s', (build) => {
  let kernel: DrivenKernel
  beforeAll(async () => {
    kernel = await loadBuild(build)
  })
  const count = (...records: readonly Uint8Array[]): Outcome => kernel.count(blocksOf(join(...records)), request)

  it('reads every field of a record whose bytes are written out', () => {
    const { status, counts } = count(WRITTEN_OUT)
    expect(status).toBe(OK)
    expect(nonZero(counts)).toEqual({
      'aligned-bases': { 0x63: 6n },
      'base-quality': { 0: 1n, 40: 8n },
      bases: { 0x63: 9n },
      blocks: expect.anything() as unknown,
      'contig-depth': { 1: 6n },
      'contig-records': { 2: 1n },
      'cycle-bases': CYCLE_BASES,
      'cycle-quality': CYCLE_QUALITY,
      depth: { 1: 6n },
      'depth-without': {},
      flags: { 0x63: 1n },
      'insert-size': { 60: 1n },
      integrity: { 0: 1n },
      'mapping-quality': { 40: 1n },
      'mate-contig': {},
      'quality-source': { 1: 1n },
      'wgs-depth': {},
      'wgs-exclusions': { 12: 1n, 14: 6n },
    })
  })

  it('counts an unplaced record without place', () => {
    const { status, counts, firstOwned } = count(record({ refID: -1, pos: -1, flag: 77, cigar: '', l_seq: 50 }))
    expect([status, firstOwned]).toEqual([OK, 0n])
    expect(nonZero(counts, ['flags', 'contig-records', 'bases', 'mapping-quality'])).toEqual({
      flags: { 77: 1n },
      'contig-records': {},
      bases: { 77: 50n },
      'mapping-quality': {},
    })
  })

  it('counts an unmapped record at the place of its mate, and no depth', () => {
    const { counts } = count(record({ pos: 30, flag: 69, cigar: '' }), record({ pos: 30, flag: 137 }))
    expect(nonZero(counts, ['contig-records', 'depth'])).toEqual({ 'contig-records': { 0: 1n, 1: 1n }, depth: { 1: 50n } })
  })

  it('gives an unmapped record that has a CIGAR no depth', () => {
    expect(nonZero(count(record({ flag: 4 })).counts, ['depth', 'contig-depth'])).toEqual({ depth: {}, 'contig-depth': {} })
  })

  it('does not ask an unmapped record whether CIGAR and SEQ agree', () => {
    expect(count(record({ flag: 4, cigar: '10M', l_seq: 7 })).status).toBe(OK)
  })

  it('counts a mapped record without position, and no depth', () => {
    const { status, counts } = count(record({ pos: -1 }))
    expect(status).toBe(OK)
    expect(nonZero(counts, ['contig-records', 'depth', 'integrity'])).toEqual({
      'contig-records': { 0: 1n },
      depth: {},
      integrity: { 0: 1n },
    })
  })

  it('gives a mapped record without CIGAR no depth', () => {
    const { status, counts } = count(record({ cigar: '', l_seq: 50 }))
    expect([status, nonZero(counts, ['depth'])]).toEqual([OK, { depth: {} }])
  })

  it('counts a record without SEQ apart, and its depth all the same', () => {
    const { counts } = count(record({ cigar: '50M', l_seq: 0 }))
    expect(nonZero(counts, ['flags', 'depth', 'mapping-quality', 'quality-source', 'base-quality'])).toEqual({
      flags: { 4096: 1n },
      depth: { 1: 50n },
      'mapping-quality': { [256 + 60]: 1n },
      'quality-source': { 2: 1n },
      'base-quality': {},
    })
  })

  it.each([
    ['at the first position of the contig', 0, '50M', 50n, 0n],
    ['up to the last position of the contig', 950, '50M', 50n, 0n],
    ['of one base at the last position', 999, '1M', 1n, 0n],
    ['past the end of the contig, cut there', 980, '50M', 20n, 1n],
    ['whose deletion reaches past the end', 990, '5M50D5M', 5n, 1n],
    ['whose skip reaches far past the end', 990, '5M200000000N5M', 5n, 1n],
  ])('counts the depth of a record %s', (_, pos, cigar, depth, past) => {
    const { status, counts } = count(record({ pos, cigar }))
    expect(status).toBe(OK)
    expect([counts.depth[1], counts['contig-depth'][0], counts.integrity[2]]).toEqual([depth, depth, past])
  })

  it.each([
    ['block_size of no bytes', { block_size: 0 }, RECORD_SIZE_IMPLAUSIBLE, { claimed: 0 }],
    ['block_size of the fixed fields alone', { block_size: 32 }, RECORD_SIZE_IMPLAUSIBLE, { claimed: 32 }],
    ['a negative block_size', { block_size: -1 }, RECORD_SIZE_IMPLAUSIBLE, { claimed: 0xffffffff }],
    ['block_size beyond 256 MiB', { block_size: 2 ** 28 + 1 }, RECORD_SIZE_IMPLAUSIBLE, { claimed: 2 ** 28 + 1 }],
  ])('refuses %s before it reads the record', (_, fields, status, numbers) => {
    const outcome = count(record(), record({ pos: 7, ...fields }))
    expect(outcome).toMatchObject({ status, where: [0, record().length], ...numbers })
  })

  it('names no contig for a record of implausible size, since its fields were not read', () => {
    const outcome = count(record({ refID: 1, pos: 7 }), record({ block_size: 0 }))
    expect(outcome).toMatchObject({ status: RECORD_SIZE_IMPLAUSIBLE, contig: null, position: null })
  })

  it.each([
    ['more bases than the record has bytes', { l_seq: 1 << 30 }],
    ['one base more than fits', { l_seq: 52 }],
    ['more CIGAR operations than fit', { n_cigar_op: 65535 }],
    ['a longer name than fits', { l_read_name: 255 }],
    ['a name without its NUL', { l_read_name: 0 }],
    ['a negative number of bases', { l_seq: -1 }],
  ])('refuses a record that claims %s', (_, fields) => {
    const seq = new Uint8Array(25).fill(0x11)
    const bad = record({ refID: 1, pos: 7, seq, qual: new Uint8Array(50), ...fields })
    expect(count(record(), bad)).toMatchObject({
      status: RECORD_FIELDS_EXCEED_BLOCK_SIZE,
      where: [0, record().length],
      contig: 1,
      position: 7,
      claimed: bad.length - 4,
    })
  })

  it.each([
    ['reads fewer bases', '49M', 49],
    ['reads more bases', '30M10I11M', 51],
    ['counts insertions and clips, not deletions', '10S30M5D5I4S', 49],
    ['counts no hard clips and padding', '10H40M5P10H', 40],
    ['overflows 32 bits', join(...Array.from({ length: 17 }, () => u32(0xffffff00))), 0x7fffffff],
  ])('refuses a CIGAR that %s than SEQ has', (_, cigar, claimed) => {
    const operations = typeof cigar === 'string' ? cigar : [...new Uint32Array(cigar.buffer.slice(0))]
    const bad = record({ pos: 7, cigar: operations, l_seq: 50 })
    expect(count(record(), bad)).toMatchObject({
      status: CIGAR_SEQUENCE_MISMATCH,
      where: [0, record().length],
      contig: 0,
      position: 7,
      claimed,
      present: 50,
    })
  })

  it.each([
    ['at the end of the contig', { pos: 1000 }, 0, 1000],
    ['far behind it', { pos: 0x7fffffff }, 0, 0x7fffffff],
    ['before the contig', { pos: -2 }, 0, null],
    ['on a contig of no length', { refID: 2, pos: 0 }, 2, 0],
    ['unmapped, at the end of the contig', { pos: 1000, flag: 4 }, 0, 1000],
  ])('refuses a record %s', (_, fields, contig, position) => {
    const where = [0, record().length]
    expect(count(record(), record(fields))).toMatchObject({ status: POSITION_BEYOND_CONTIG, where, contig, position })
  })

  it.each([
    [3, 3],
    [0x7fffffff, 0x7fffffff],
    [-2, null],
    [-0x80000000, null],
  ])('refuses refID %i, which names no contig', (refID, contig) => {
    expect(count(record(), record({ refID }))).toMatchObject({ status: CONTIG_UNKNOWN, where: [0, record().length], contig })
  })

  it('refuses any refID but -1 where the header has no contig', () => {
    const bare: CountRequest = { contigLengths: [] }
    expect(kernel.count(blocksOf(record({ refID: 0 })), bare).status).toBe(CONTIG_UNKNOWN)
    expect(kernel.count(blocksOf(record({ refID: -1, pos: -1, flag: 4 })), bare).status).toBe(OK)
  })

  it('says in which block a bad record begins, also when the next block ends it', () => {
    const bad = record({ refID: 9 })
    const first = block(join(record(), bad.subarray(0, 3)))
    const outcome = kernel.count(join(block(record()), first, block(bad.subarray(3))), request)
    expect(outcome).toMatchObject({ status: CONTIG_UNKNOWN, where: [block(record()).length, record().length] })
  })

  it('says that a record is cut wherever the stream ends inside it', () => {
    const [whole, cut] = [record(), record({ pos: 7 })]
    for (let present = 1; present < cut.length; present++) {
      const outcome = kernel.count(join(block(join(whole, cut.subarray(0, present))), EOF_BLOCK), request)
      const claimed = present < 4 ? 4 : cut.length
      expect(outcome).toMatchObject({ status: RECORD_TRUNCATED, where: [0, whole.length], claimed, present })
    }
  })

  it('names no contig for a record that is cut, since its fields may be missing', () => {
    const outcome = count(record({ refID: 1, pos: 7 }), record().subarray(0, 3))
    expect(outcome).toMatchObject({ status: RECORD_TRUNCATED, contig: null, position: null })
  })

  it('reads a CIGAR of more than 65,535 operations from the tag CG', () => {
    const cigar = Array.from({ length: 70_000 }, (_, i) => operationsOf(i % 2 === 0 ? '1M' : '1I')[0]!)
    const wide: CountRequest = { contigLengths: [100_000] }
    const long = record({
      cigar: operationsOf('70000S35000N'),
      tags: join(hex('4e4d 43 00'), hex('4347 42 49'), u32(cigar.length), ...cigar.map(u32)),
    })
    const { status, counts } = kernel.count(blocksOf(join(long, record({ pos: 10 }))), wide)
    expect(status).toBe(OK)
    expect([counts['contig-depth'][0], counts.integrity[3]]).toEqual([35_000n + 50n, 1n])
  })

  it.each([
    ['is missing', new Uint8Array(0)],
    ['has another type', join(hex('4347 42 53'), u32(2), u16(0x10), u16(0x10))],
    ['claims more operations than the record has', join(hex('4347 42 49'), u32(2), u32(0x10))],
    ['claims 2^32 - 1 operations', join(hex('4347 42 49'), u32(0xffffffff), u32(0x10))],
    ['stands behind a tag of unknown type', join(hex('5858 3f 00'), hex('4347 42 49'), u32(1), u32(0x20))],
  ])('takes <l_seq>S<span>N as it stands when CG %s', (_, tags) => {
    const { status, counts } = count(record({ cigar: '10S20N', tags }))
    expect([status, counts['contig-depth'][0], counts.integrity[3]]).toEqual([OK, 0n, 0n])
  })

  it('refuses a CIGAR in CG that disagrees with SEQ', () => {
    const tags = join(hex('4347 42 49'), u32(1), ...operationsOf('9M').map(u32))
    expect(count(record({ cigar: '10S20N', tags }))).toMatchObject({ status: CIGAR_SEQUENCE_MISMATCH, claimed: 9, present: 10 })
  })

  it.each([
    [
      'OQ behind all other types',
      hex('415841 58 425863 ff 435843 ff 445873 ffff 455853 ffff 465869 ffffffff 475849 ffffffff 485866 00000000'),
      1n,
    ],
    ['OQ behind text, hexadecimal text and an array', hex('41585a 4f515a00 425848 4f5100 434342 53 02000000 4f515a49'), 1n],
    ['no OQ behind a tag of unknown type', hex('41583f 58'), 0n],
    ['no OQ behind text without its end', hex('41585a 58'), 0n],
  ])('finds %s', (_, before, fromOriginal) => {
    const original = join(hex('4f515a'), new Uint8Array(50).fill(0x49), hex('00'))
    const { counts } = count(record({ tags: join(before, original) }))
    expect(counts['quality-source'][1]).toBe(fromOriginal)
  })

  it.each([
    ['is shorter than SEQ', new Uint8Array(49).fill(0x49)],
    ['is longer than SEQ', new Uint8Array(51).fill(0x49)],
    ['is empty', new Uint8Array(0)],
  ])('takes QUAL when OQ %s', (_, original) => {
    const { counts } = count(record({ tags: join(hex('4f515a'), original, hex('00')) }))
    expect(nonZero(counts, ['quality-source', 'base-quality'])).toEqual({
      'quality-source': { 0: 1n },
      'base-quality': { 30: 50n },
    })
  })

  it('takes qualities for absent when QUAL is 0xff and there is no OQ', () => {
    const { counts } = count(record({ qual: new Uint8Array(50).fill(0xff) }))
    expect(nonZero(counts, ['quality-source', 'base-quality'])).toEqual({ 'quality-source': { 2: 1n }, 'base-quality': {} })
  })

  it('reads records of thousands of contigs, empty ones between them', () => {
    const contigLengths = Array.from({ length: 5000 }, (_, i) => 60 + i)
    const records = contigLengths.flatMap((length, refID) => (refID % 7 === 0 ? [record({ refID, pos: length - 50 })] : []))
    const { status, counts } = kernel.count(blocksOf(join(...records)), { contigLengths })
    expect(status).toBe(OK)
    expect([...counts['contig-depth']]).toEqual(contigLengths.map((_, i) => (i % 7 === 0 ? 50n : 0n)))
    expect(counts.depth[1]).toBe(BigInt(50 * records.length))
  })

  it('notices records out of order, on one contig or over several', () => {
    const outOfOrder = (...records: readonly Uint8Array[]): bigint => count(...records).counts.integrity[1]!
    expect(outOfOrder(record({ pos: 5 }), record({ pos: 5 }), record({ refID: 1, pos: 0 }))).toBe(0n)
    expect(outOfOrder(record({ pos: 5 }), record({ pos: 4 }), record({ pos: 6 }))).toBe(1n)
    expect(outOfOrder(record({ refID: 1, pos: 0 }), record({ pos: 4 }))).toBe(1n)
    expect(outOfOrder(record({ refID: -1, pos: -1, flag: 4, cigar: '' }), record())).toBe(1n)
    expect(outOfOrder(record({ pos: 0 }), record({ pos: -1 }))).toBe(1n)
  })

  it('counts reads of a file out of order as of one in order', () => {
    const [first, second] = [record({ pos: 5, flag: 16 }), record({ pos: 400 })]
    const reads = ['flags', 'bases', 'base-quality', 'mapping-quality', 'contig-records'] as const
    expect(nonZero(count(second, first).counts, reads)).toEqual(nonZero(count(first, second).counts, reads))
  })
})
