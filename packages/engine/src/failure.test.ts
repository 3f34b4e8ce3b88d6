import * as status from '@genomsyn/abi/status'
import { type AlignmentFile, FileError } from '@genomsyn/hts'
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
  basesMissing: false,
}
const bare = { contig: null, position: null }
const source = { path: 'a.bam', format: 'BAM', contigNames: ['chr1', 'chr2'] } as const
const cram = { ...source, path: 'a.cram', format: 'CRAM' } as const
const hostStatuses: readonly number[] = [status.OK, status.NEEDS_ROOM, status.NEEDS_REFERENCE]

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
    const error = kernelFailure(source, code, { ...report, ...fields })
    expect(error).toMatchObject({ code: expected, message: `a.bam: ${sentence}`, exitCode: 3 })
  })

  it.each([
    [
      status.CONTAINER_CRC_MISMATCH,
      'crc-mismatch',
      bare,
      'container at offset 256: the header of the container does not have the CRC32',
    ],
    [
      status.BLOCK_CRC_MISMATCH,
      'crc-mismatch',
      { ...bare, claimed: 11, present: 4 },
      'container at offset 256: the block with content id 11 of the container does not have the CRC32',
    ],
    [
      status.BLOCK_CRC_MISMATCH,
      'crc-mismatch',
      { ...bare, claimed: 0, present: 1 },
      'container at offset 256: the compression header of the container does not have the CRC32',
    ],
    [
      status.METHOD_UNKNOWN,
      'unknown-method',
      { ...bare, claimed: 9 },
      'container at offset 256: a block is compressed with method 9, which',
    ],
    [
      status.CODEC_FAILED,
      'bad-container',
      { ...bare, claimed: 7 },
      'container at offset 256: the compressed data of a block are damaged (fqzcomp)',
    ],
    [
      status.ENCODING_UNKNOWN,
      'unknown-method',
      { ...bare, claimed: 12 },
      'container at offset 256: a data series has encoding 12',
    ],
    [
      status.SIZE_IMPLAUSIBLE,
      'bad-container',
      bare,
      'container at offset 256: a header claims a size of 300, and no real file has more than 150',
    ],
    [status.SLICE_MALFORMED, 'bad-container', bare, 'container at offset 256: the data of a slice contradict its headers'],
    [status.CRAM_HEADER_MALFORMED, 'bad-container', bare, 'container at offset 256: a header in the container cannot be read'],
    [status.POSITION_BEYOND_CONTIG, 'bad-record', {}, 'chr2:100, container at offset 256, record 18 of it: a record lies beyond'],
  ])('%i of a CRAM says container, cause and remedy', (code, expected, fields, sentence) => {
    const error = kernelFailure(cram, code, { ...report, where: (256n << 20n) | 17n, ...fields })
    expect(error).toMatchObject({ code: expected, exitCode: 3 })
    expect(error.message.startsWith(`a.cram: at ${sentence}`)).toBe(true)
    expect(error.message).toMatch(/; (copy|write) the file again/)
  })

  it('exists for every status that a bad file can bring about', () => {
    for (const code of Object.values(status)) {
      expect(kernelFailure(source, code, report) instanceof FileError).toBe(!hostStatuses.includes(code))
    }
  })

  it('names the contig alone when the record has no position', () => {
    const error = kernelFailure(source, status.RECORD_FIELDS_EXCEED_BLOCK_SIZE, { ...report, position: null })
    expect(error.message).toMatch(/^a\.bam: at contig chr2, virtual offset 4096:17: /)
  })

  it('is a bug for any other number', () => {
    expect(kernelFailure(source, -99, report)).toEqual(new Error('the kernel stopped with status -99'))
  })
})

describe('other failures of reading', () => {
  it('a file that ends inside a block', () => {
    expect(cutBlock(source, 500, 12).message).toBe(
      'a.bam: at virtual offset 500:0: the file ends 12 bytes into a block; copy the file again from its source and compare checksums',
    )
  })

  it('a CRAM that ends inside a container', () => {
    expect(cutBlock(cram, 500, 12).message).toBe(
      'a.cram: at container at offset 500: the file ends 12 bytes into a container; copy the file again from its source and compare checksums',
    )
  })

  it('shards that do not meet', () => {
    const bam = { path: 'a.bam', format: { name: 'BAM' } } as AlignmentFile
    const sentence = 'its offsets do not fit a.bam, so it belongs to another file; make the index anew, or pass --no-index'
    expect(seamMismatch(bam, 'a.bam.bai', null).message).toBe(`a.bam.bai: ${sentence}`)
    expect(seamMismatch(bam, 'a.bam.bai', 65_536n * 9n).message).toBe(`a.bam.bai: at virtual offset 9:0: ${sentence}`)
  })
})
