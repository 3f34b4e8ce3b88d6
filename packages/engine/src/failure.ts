// A kernel's status as the sentence a person reads: which file, where in it, what is wrong, what to do.
import * as status from '@genomsyn/abi/status'
import { FileError, type FileErrorCode, type Where } from '@genomsyn/hts'
import type { KernelReport } from './kernel.ts'

const COPY_AGAIN = 'copy the file again from its source and compare checksums'
const WRITE_AGAIN = 'write the file again with the program that made it'
const INDEX_AGAIN = 'make the index anew, or pass --no-index'

interface Sentence {
  readonly code: FileErrorCode
  readonly problem: (report: KernelReport) => string
  readonly remedy: string
}

const sentences: Readonly<Record<number, Sentence>> = {
  [status.NOT_BGZF]: { code: 'not-bgzf', problem: () => 'no BGZF block begins here', remedy: COPY_AGAIN },
  [status.INFLATE_FAILED]: {
    code: 'corrupt-deflate',
    problem: () => 'the compressed data of the block are damaged',
    remedy: COPY_AGAIN,
  },
  [status.CRC_MISMATCH]: {
    code: 'crc-mismatch',
    problem: () => 'the block does not have the CRC32 it claims',
    remedy: COPY_AGAIN,
  },
  [status.RECORD_FIELDS_EXCEED_BLOCK_SIZE]: {
    code: 'bad-record',
    problem: ({ claimed }) => `the fields of a record need more than the ${claimed} bytes of its block_size`,
    remedy: WRITE_AGAIN,
  },
  [status.CIGAR_SEQUENCE_MISMATCH]: {
    code: 'bad-record',
    problem: ({ claimed, present }) => `the CIGAR of a record reads ${claimed} bases, its SEQ has ${present}`,
    remedy: WRITE_AGAIN,
  },
  [status.POSITION_BEYOND_CONTIG]: {
    code: 'bad-record',
    problem: () => 'a record lies beyond the end of its contig',
    remedy: `the header belongs to another reference than the records; ${WRITE_AGAIN}`,
  },
  [status.CONTIG_UNKNOWN]: {
    code: 'bad-record',
    problem: () => 'a record names a contig that the header does not have',
    remedy: WRITE_AGAIN,
  },
  [status.RECORD_SIZE_IMPLAUSIBLE]: {
    code: 'bad-record',
    problem: ({ claimed }) => `a record claims ${claimed} bytes, which no record has`,
    remedy: COPY_AGAIN,
  },
  [status.RECORD_TRUNCATED]: {
    code: 'truncated',
    problem: ({ claimed, present }) => `the last record claims ${claimed} bytes and the file ends after ${present} of them`,
    remedy: COPY_AGAIN,
  },
  [status.OFFSET_BEYOND_BLOCK]: {
    code: 'index-mismatch',
    problem: () => 'the index points behind the end of this block, so it belongs to another file',
    remedy: INDEX_AGAIN,
  },
}

/** The error for a status below zero. */
export function kernelFailure(path: string, contigNames: readonly string[], code: number, report: KernelReport): Error {
  const sentence = sentences[code]
  if (sentence === undefined) return new Error(`the kernel stopped with status ${code}`)
  return new FileError(sentence.code, path, {
    problem: sentence.problem(report),
    remedy: sentence.remedy,
    where: place(contigNames, report),
  })
}

/** The error for a file that ends inside a block. */
export function cutBlock(path: string, offset: number, bytes: number): FileError {
  const problem = `the file ends ${bytes} bytes into a block`
  return new FileError('truncated', path, { problem, remedy: COPY_AGAIN, where: { virtualOffset: BigInt(offset) << 16n } })
}

/** The error for shards that do not meet, which only a wrong index brings about. */
export function seamMismatch(path: string, indexPath: string, where: bigint | null): FileError {
  const problem = `its offsets do not fit ${path}, so it belongs to another file`
  return new FileError('index-mismatch', indexPath, {
    problem,
    remedy: INDEX_AGAIN,
    ...(where === null ? {} : { where: { virtualOffset: where } }),
  })
}

function place(contigNames: readonly string[], { where, contig, position }: KernelReport): Where {
  const name = contig === null ? undefined : contigNames[contig]
  if (name === undefined) return { virtualOffset: where }
  return position === null ? { virtualOffset: where, contig: name } : { virtualOffset: where, contig: name, position }
}
