import * as status from '@genomsyn/abi/status'
import { FileError } from '@genomsyn/hts'
import { describe, expect, it } from 'vitest'
import { cutBlock, kernelFailure, seamMismatch } from './failure.ts'
import type { KernelReport } from './kernel.ts'

const report: KernelReport = {
  firstOwned: null,
  stop: null,
  reach: null,
  outOfOrder: false,
  where: (4096n << 16n) | 17n,
  contig: 1,
  position: 99,
  claimed: 300,
  present: 150,
}
const bare = { contig: null, position: null }
const contigNames = ['chr1', 'chr2']
const hostStatuses: readonly number[] = [status.OK, status.NEEDS_ROOM]

describe('the sentence for a status', () => {
  it.each([
    [
      status.NOT_BGZF,
      'not-bgzf',
      bare,
      'at virtual offset 4096:17: no BGZF block begins here; copy the file again from its source and compare checksums',
    ],
    [
      status.INFLATE_FAILED,
      'corrupt-deflate',
      bare,
      'at virtual offset 4096:17: the compressed data of the block are damaged; copy the file again from its source and compare checksums',
    ],
    [
      status.CRC_MISMATCH,
      'crc-mismatch',
      bare,
      'at virtual offset 4096:17: the block does not have the CRC32 it claims; copy the file again from its source and compare checksums',
    ],
    [
      status.RECORD_FIELDS_EXCEED_BLOCK_SIZE,
      'bad-record',
      {},
      'at chr2:100, virtual offset 4096:17: the fields of a record need more than the 300 bytes of its block_size; write the file again with the program that made it',
    ],
    [
      status.CIGAR_SEQUENCE_MISMATCH,
      'bad-record',
      {},
      'at chr2:100, virtual offset 4096:17: the CIGAR of a record reads 300 bases, its SEQ has 150; write the file again with the program that made it',
    ],
    [
      status.POSITION_BEYOND_CONTIG,
      'bad-record',
      {},
      'at chr2:100, virtual offset 4096:17: a record lies beyond the end of its contig; the header belongs to another reference than the records; write the file again with the program that made it',
    ],
    [
      status.CONTIG_UNKNOWN,
      'bad-record',
      { contig: 7 },
      'at virtual offset 4096:17: a record names a contig that the header does not have; write the file again with the program that made it',
    ],
    [
      status.RECORD_SIZE_IMPLAUSIBLE,
      'bad-record',
      bare,
      'at virtual offset 4096:17: a record claims 300 bytes, which no record has; copy the file again from its source and compare checksums',
    ],
    [
      status.RECORD_TRUNCATED,
      'truncated',
      bare,
      'at virtual offset 4096:17: the last record claims 300 bytes and the file ends after 150 of them; copy the file again from its source and compare checksums',
    ],
    [
      status.OFFSET_BEYOND_BLOCK,
      'index-mismatch',
      bare,
      'at virtual offset 4096:17: the index points behind the end of this block, so it belongs to another file; make the index anew, or pass --no-index',
    ],
  ])('%i says file, place, cause and remedy', (code, expected, fields, sentence) => {
    const error = kernelFailure('a.bam', contigNames, code, { ...report, ...fields })
    expect(error).toMatchObject({ code: expected, message: `a.bam: ${sentence}`, exitCode: 3 })
  })

  it('exists for every status that a bad BAM file can bring about', () => {
    for (const code of Object.values(status).filter((each) => each >= status.OFFSET_BEYOND_BLOCK)) {
      expect(kernelFailure('a.bam', contigNames, code, report) instanceof FileError).toBe(!hostStatuses.includes(code))
    }
  })

  it('names the contig alone when the record has no position', () => {
    const error = kernelFailure('a.bam', contigNames, status.RECORD_FIELDS_EXCEED_BLOCK_SIZE, { ...report, position: null })
    expect(error.message).toMatch(/^a\.bam: at contig chr2, virtual offset 4096:17: /)
  })

  it('is a bug for any other number', () => {
    expect(kernelFailure('a.bam', contigNames, -99, report)).toEqual(new Error('the kernel stopped with status -99'))
  })
})

describe('other failures of reading', () => {
  it('a file that ends inside a block', () => {
    expect(cutBlock('a.bam', 500, 12).message).toBe(
      'a.bam: at virtual offset 500:0: the file ends 12 bytes into a block; copy the file again from its source and compare checksums',
    )
  })

  it('shards that do not meet', () => {
    const sentence = 'its offsets do not fit a.bam, so it belongs to another file; make the index anew, or pass --no-index'
    expect(seamMismatch('a.bam', 'a.bam.bai', null).message).toBe(`a.bam.bai: ${sentence}`)
    expect(seamMismatch('a.bam', 'a.bam.bai', 65_536n * 9n).message).toBe(`a.bam.bai: at virtual offset 9:0: ${sentence}`)
  })
})
