// BGZF framing through the compiled module: which bytes are a block, how far it reaches, and what is wrong with it.
import { constants, deflateRawSync } from 'node:zlib'
import { CRC_MISMATCH, INFLATE_FAILED, NOT_BGZF, OFFSET_BEYOND_BLOCK, OK } from '@genomsyn/abi/status'
import { beforeAll, describe, expect, it } from 'vitest'
import { block, blocksOf, EOF_BLOCK, hex, join, record, u16, written } from './byte-vectors.ts'
import { builds, type CountRequest, type DrivenKernel, loadBuild, nonZero, type Outcome, type Portion } from './drive-kernel.ts'

const request: CountRequest = { contigLengths: [10_000] }

/** A block of one record without place, CIGAR and bases, stored without compression. */
const STORED_RECORD = written(
  ['ID1 ID2', '1f8b'],
  ['CM', '08'],
  ['FLG: FEXTRA', '04'],
  ['MTIME', '00000000'],
  ['XFL OS', '00ff'],
  ['XLEN', '0600'],
  ['SI1 SI2', '4243'],
  ['SLEN', '0200'],
  ['BSIZE: 68 - 1', '4300'],
  ['BFINAL, BTYPE 00', '01'],
  ['LEN: 37', '2500'],
  ['NLEN', 'daff'],
  ['block_size: 33', '21000000'],
  ['refID', 'ffffffff'],
  ['pos', 'ffffffff'],
  ['l_read_name', '01'],
  ['mapq', '00'],
  ['bin', '4912'],
  ['n_cigar_op', '0000'],
  ['flag: unmapped', '0400'],
  ['l_seq', '00000000'],
  ['next_refID', 'ffffffff'],
  ['next_pos', 'ffffffff'],
  ['tlen', '00000000'],
  ['read_name', '00'],
  ['CRC32', '69d248ad'],
  ['ISIZE: 37', '25000000'],
)

describe.each(builds)('BGZF framing in %s', (build) => {
  let kernel: DrivenKernel
  beforeAll(async () => {
    kernel = await loadBuild(build)
  })
  const count = (...parts: readonly Uint8Array[]): Outcome => kernel.count(join(...parts), request)
  const recordsOf = ({ counts }: Outcome): number => Number(counts.integrity[0])

  it('reads a block whose every byte is written out', () => {
    const outcome = count(STORED_RECORD)
    expect(outcome.status).toBe(OK)
    expect(recordsOf(outcome)).toBe(1)
    expect([...outcome.counts.blocks.subarray(0, 3)]).toEqual([1n, 68n, 37n])
  })

  it('counts the block that ends a file as a block of no bytes', () => {
    const outcome = count(EOF_BLOCK)
    expect([outcome.status, recordsOf(outcome)]).toEqual([OK, 0])
    expect([...outcome.counts.blocks.subarray(0, 3)]).toEqual([1n, 28n, 0n])
  })

  it('takes no bytes for no records', () => {
    expect(count()).toMatchObject({ status: OK, unread: 0 })
  })

  it.each([
    ['before BC', { before: hex('5858 0300 010203') }],
    ['of no bytes before BC', { before: hex('5858 0000') }],
    ['behind BC', { behind: hex('5959 0100 ff') }],
    ['on both sides of BC', { before: hex('4142 0400 42430200'), behind: hex('5959 0000') }],
  ])('reads a block with another subfield %s', (_, fields) => {
    const outcome = count(block(record(), fields), EOF_BLOCK)
    expect([outcome.status, recordsOf(outcome)]).toEqual([OK, 1])
  })

  it.each([
    ['without the subfield BC', join(hex('1f8b0804 00000000 00ff 0600 5858 0200 1b00'), EOF_BLOCK.subarray(18))],
    ['whose BC has another length', join(hex('1f8b0804 00000000 00ff 0700 4243 0300 1c0000'), EOF_BLOCK.subarray(18))],
    ['whose extra field ends inside BC', join(hex('1f8b0804 00000000 00ff 0500 4243 0200 1b'), EOF_BLOCK.subarray(18))],
    ['that claims fewer bytes than its own header has', block(record(), { BSIZE: 24 })],
    ['of plain gzip', hex('1f8b0800 00000000 00ff 0300 00000000 00000000')],
    ['with a second flag besides FEXTRA', join(hex('1f8b080c'), EOF_BLOCK.subarray(4))],
    ['of another method', join(hex('1f8b0704'), EOF_BLOCK.subarray(4))],
  ])('refuses a block %s', (_, bytes) => {
    expect(count(bytes)).toMatchObject({ status: NOT_BGZF, where: [0, 0], contig: null, position: null })
  })

  it('refuses bytes behind a block that begin no other, and says where they lie', () => {
    const first = block(record())
    expect(count(first, hex('00'))).toMatchObject({ status: NOT_BGZF, where: [first.length, 0], contig: null })
  })

  it('adds the file offset of the first block to where a failure lies', () => {
    const first = block(record())
    const outcome = kernel.count(join(first, hex('00')), { ...request, shard: { block: 5_000_000_000 } })
    expect(outcome.where).toEqual([5_000_000_000 + first.length, 0])
  })

  it.each([
    ['in front', 1, [EOF_BLOCK, block(record())]],
    ['in the middle', 2, [block(record()), EOF_BLOCK, EOF_BLOCK, block(record())]],
    ['inside a record', 1, [block(record().subarray(0, 50)), EOF_BLOCK, block(record().subarray(50))]],
    ['a hundred times', 2, [block(record()), ...Array.from({ length: 100 }, () => EOF_BLOCK), block(record())]],
  ])('passes over empty blocks %s', (_, records, blocks) => {
    const outcome = count(...blocks)
    expect([outcome.status, recordsOf(outcome), Number(outcome.counts.blocks[0])]).toEqual([OK, records, blocks.length])
  })

  it('gives a record behind an empty block the virtual offset of its own block', () => {
    const unknown = block(record({ refID: 7 }))
    expect(count(EOF_BLOCK, EOF_BLOCK, unknown).where).toEqual([2 * EOF_BLOCK.length, 0])
  })

  it('reads the same records whatever the blocks they are cut into', () => {
    const payload = join(...Array.from({ length: 30 }, (_, i) => record({ pos: 10 * i })))
    const whole = count(blocksOf(payload))
    for (const size of [1, 2, 3, 36, 37, 103, 104, 105, 1000]) {
      const cut = count(blocksOf(payload, size))
      expect(cut.status).toBe(OK)
      expect(nonZero(cut.counts, ['depth', 'integrity', 'flags'])).toEqual(nonZero(whole.counts, ['depth', 'integrity', 'flags']))
    }
  })

  it('counts the same when the input window ends at any byte of a block', () => {
    const file = join(block(record()), block(record({ pos: 20 }), { before: hex('5858 0300 010203') }), EOF_BLOCK)
    const counted = (portion: Portion): unknown => nonZero(kernel.count(file, request, portion).counts)
    const whole = counted((left) => left)
    for (let cut = 1; cut < file.length; cut++) expect(counted((left) => (left === file.length ? cut : left))).toEqual(whole)
    expect(counted(() => 1)).toEqual(whole)
  })

  it('leaves the bytes of a block that the file ends in', () => {
    const [first, second] = [block(record()), block(record({ pos: 20 }))]
    for (let kept = 1; kept < second.length; kept++) {
      const outcome = count(first, second.subarray(0, kept))
      expect(outcome).toMatchObject({ status: OK, unread: kept })
      expect(recordsOf(outcome)).toBe(1)
    }
  })

  it('inflates a block of 65,536 bytes, the most there may be', () => {
    const payload = new Uint8Array(65536)
    payload.set(record({ block_size: 65532 }))
    const outcome = count(block(payload))
    expect([outcome.status, recordsOf(outcome)]).toEqual([OK, 1])
  })

  it('reads a block of 65,536 compressed bytes, the most BSIZE can say', () => {
    const payload = new Uint8Array(65505)
    payload.set(record({ block_size: 65501 }))
    const stored = join(hex('01'), u16(payload.length), u16(~payload.length), payload)
    const outcome = count(block(payload, { CDATA: stored }))
    expect([outcome.status, recordsOf(outcome), Number(outcome.counts.blocks[1])]).toEqual([OK, 1, 65536])
  })

  it.each([
    ['stored', { level: 0 }],
    ['fixed Huffman codes', { strategy: constants.Z_FIXED }],
    ['Huffman codes alone', { strategy: constants.Z_HUFFMAN_ONLY }],
    ['run lengths', { strategy: constants.Z_RLE }],
    ['best compression', { level: 9 }],
  ])('inflates DEFLATE data of %s', (_, options) => {
    const payload = join(...Array.from({ length: 200 }, (_, i) => record({ pos: i, read_name: `r${i * i}` })))
    const outcome = count(block(payload, { CDATA: deflateRawSync(payload, options) }))
    expect([outcome.status, recordsOf(outcome)]).toEqual([OK, 200])
  })

  it.each([
    ['of more than 65,536 bytes', { ISIZE: 65537 }],
    ['of far more bytes', { ISIZE: 0xffffffff }],
    ['of one byte more than there are', { ISIZE: record().length + 1 }],
    ['of one byte fewer than there are', { ISIZE: record().length - 1 }],
    ['of no bytes', { ISIZE: 0 }],
  ])('refuses an ISIZE %s', (_, fields) => {
    const first = block(record())
    expect(count(first, block(record(), fields))).toMatchObject({
      status: INFLATE_FAILED,
      where: [first.length, 0],
      contig: null,
    })
  })

  it.each([
    ['of the reserved type', hex('07')],
    ['that stores a length and not its complement', hex('01 0500 0000 0102030405')],
    ['that stores more than the block holds', hex('01 ff00 00ff 0102030405')],
    ['that ends before its end-of-block code', deflateRawSync(record()).subarray(0, -3)],
    ['of no bytes', new Uint8Array(0)],
    ['whose first match lies before the first byte', hex('4b 04 10 00')],
  ])('refuses DEFLATE data %s', (_, CDATA) => {
    const outcome = count(block(record(), { CDATA }), EOF_BLOCK)
    expect([INFLATE_FAILED, CRC_MISMATCH]).toContain(outcome.status)
    expect(outcome.where).toEqual([0, 0])
  })

  it('refuses a block whose CRC32 is not that of its bytes', () => {
    const first = block(record())
    expect(count(first, block(record(), { CRC32: 1 }), EOF_BLOCK)).toMatchObject({
      status: CRC_MISMATCH,
      where: [first.length, 0],
    })
  })

  it('digests the blocks before END_BLOCK and no others', () => {
    const blocks = [block(record()), block(record({ pos: 1 })), EOF_BLOCK]
    const digest = (from: number, endBlock: number): bigint[] => {
      const offset = join(...blocks.slice(0, from)).length
      const { counts } = kernel.count(join(...blocks.slice(from)), { ...request, shard: { block: offset, endBlock } })
      return [...counts.blocks]
    }
    const whole = digest(0, Number.MAX_SAFE_INTEGER)
    const border = blocks[0]!.length + blocks[1]!.length
    const sum = digest(0, border).map((word, i) => BigInt.asUintN(64, word + digest(2, Number.MAX_SAFE_INTEGER)[i]!))
    expect(sum).toEqual(whole)
    expect(digest(0, 0)).toEqual([0n, 0n, 0n, 0n])
  })

  it('digests order: two blocks that change places change the digest', () => {
    const [first, second] = [block(record({ pos: 1 })), block(record({ pos: 2 }))]
    expect(count(first, second).counts.blocks[3]).not.toBe(count(second, first).counts.blocks[3])
  })

  it('begins with a record inside the first block', () => {
    const payload = join(record({ refID: 9 }), record({ pos: 5 }))
    const within = record().length
    const outcome = kernel.count(block(payload), { ...request, shard: { within } })
    expect([outcome.status, recordsOf(outcome), outcome.firstOwned]).toEqual([OK, 1, BigInt(within)])
  })

  it('begins with the next block when the first record lies at the end of the first', () => {
    const first = block(record({ refID: 9 }))
    const outcome = kernel.count(join(first, block(record())), { ...request, shard: { within: record().length } })
    expect([outcome.status, outcome.firstOwned]).toEqual([OK, BigInt(first.length) << 16n])
  })

  it('refuses a first record behind the end of the first block, as only a wrong index says', () => {
    const outcome = kernel.count(join(block(record()), block(record())), { ...request, shard: { within: record().length + 1 } })
    expect(outcome.status).toBe(OFFSET_BEYOND_BLOCK)
  })
})
