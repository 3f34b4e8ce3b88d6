// A kernel's status as the sentence a person reads: which file, where in it, what is wrong, what to do.
import * as status from '@genomsyn/abi/status'
import { type AlignmentFile, FileError, type FileErrorCode, type Format, type Where } from '@genomsyn/hts'
import type { KernelReport } from './kernel.ts'
import { packPlace, unpackRecordPlace } from './record-place.ts'

const COPY_AGAIN = 'copy the file again from its source and compare checksums'
const WRITE_AGAIN = 'write the file again with the program that made it'
const INDEX_AGAIN = 'make the index anew, or pass --no-index'

/** Names of the compression methods of CRAM blocks, by number (CRAMv3 section 8, 2024-09). */
const METHODS = ['raw', 'gzip', 'bzip2', 'lzma', 'rANS 4x8', 'rANS Nx16', 'arithmetic', 'fqzcomp', 'name tokeniser']

/** Blocks by their content type (section 8.1), where there is one such to a container or slice. */
const BLOCKS: Readonly<Record<number, string>> = { 1: 'the compression header', 2: 'the header of a slice', 5: 'the core block' }

interface Sentence {
  readonly code: FileErrorCode
  readonly problem: (report: KernelReport) => string
  readonly remedy: string
}

/** What sentences about a file need. */
export interface NamedSource {
  readonly path: string
  readonly format: Format['name']
  readonly contigNames: readonly string[]
}

const bamSentences: Readonly<Record<number, Sentence>> = {
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

const cramSentences: Readonly<Record<number, Sentence>> = {
  [status.CONTAINER_CRC_MISMATCH]: {
    code: 'crc-mismatch',
    problem: () => 'the header of the container does not have the CRC32 it claims',
    remedy: COPY_AGAIN,
  },
  [status.BLOCK_CRC_MISMATCH]: {
    code: 'crc-mismatch',
    problem: ({ claimed, present }) => `${blockName(present, claimed)} of the container does not have the CRC32 it claims`,
    remedy: COPY_AGAIN,
  },
  [status.CRAM_HEADER_MALFORMED]: {
    code: 'bad-container',
    problem: () => 'a header in the container cannot be read',
    remedy: COPY_AGAIN,
  },
  [status.SLICE_MALFORMED]: {
    code: 'bad-container',
    problem: () => 'the data of a slice contradict its headers, or end before its last record',
    remedy: COPY_AGAIN,
  },
  [status.METHOD_UNKNOWN]: {
    code: 'unknown-method',
    problem: ({ claimed }) => `a block is compressed with method ${claimed}, which CRAM does not have`,
    remedy: WRITE_AGAIN,
  },
  [status.ENCODING_UNKNOWN]: {
    code: 'unknown-method',
    problem: ({ claimed }) => `a data series has encoding ${claimed}, which CRAM does not have`,
    remedy: WRITE_AGAIN,
  },
  [status.CODEC_FAILED]: {
    code: 'bad-container',
    problem: ({ claimed }) => `the compressed data of a block are damaged (${METHODS[claimed] ?? `method ${claimed}`})`,
    remedy: COPY_AGAIN,
  },
  [status.SIZE_IMPLAUSIBLE]: {
    code: 'bad-container',
    problem: ({ claimed, present }) => `a header claims a size of ${claimed}, and no real file has more than ${present}`,
    remedy: COPY_AGAIN,
  },
}

/** Of records, whatever they were read from. */
const recordSentences: Readonly<Record<number, Sentence>> = {
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
}

const sentences = { ...bamSentences, ...cramSentences, ...recordSentences }

function blockName(contentType: number, contentId: number): string {
  return BLOCKS[contentType] ?? `the block with content id ${contentId}`
}

/** The error for a status below zero. */
export function kernelFailure(source: NamedSource, code: number, report: KernelReport): Error {
  const sentence = sentences[code]
  if (sentence === undefined) return new Error(`the kernel stopped with status ${code}`)
  const where = { ...recordPlace(source.format, report.where, code in recordSentences), ...locusOf(source, report) }
  return new FileError(sentence.code, source.path, { problem: sentence.problem(report), remedy: sentence.remedy, where })
}

/** The error for a file that ends inside a block or container. */
export function cutBlock({ path, format }: NamedSource, offset: number, bytes: number): FileError {
  const problem = `the file ends ${bytes} bytes into a ${format === 'BAM' ? 'block' : 'container'}`
  const where = recordPlace(format, packPlace(format, { block: offset, within: 0 }), false)
  return new FileError('truncated', path, { problem, remedy: COPY_AGAIN, where })
}

/** The error for shards that do not meet, which only a wrong index brings about. */
export function seamMismatch({ path, format }: AlignmentFile, indexPath: string, where: bigint | null): FileError {
  const problem = `its offsets do not fit ${path}, so it belongs to another file`
  const place = where === null ? {} : { where: recordPlace(format.name, where, true) }
  return new FileError('index-mismatch', indexPath, { problem, remedy: INDEX_AGAIN, ...place })
}

function recordPlace(format: Format['name'], where: bigint, isOfRecord: boolean): Where {
  if (format === 'BAM') return { virtualOffset: where }
  const { container, record } = unpackRecordPlace(where)
  return isOfRecord ? { container, record } : { container }
}

function locusOf({ contigNames }: NamedSource, { contig, position }: KernelReport): Where {
  const name = contig === null ? undefined : contigNames[contig]
  if (name === undefined) return {}
  return position === null ? { contig: name } : { contig: name, position }
}
