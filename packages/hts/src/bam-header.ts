// The header of a BAM: magic, SAM text, and the binary list of contigs, which rules (SAMv1 section 4.2, 2024-11).
import { blockLengthAt } from './bgzf.ts'
import { FileError, type Where } from './errors.ts'
import { describeFormat } from './file-format.ts'
import { InflatedPrefix } from './inflated-prefix.ts'
import {
  fieldOf,
  lineNumber,
  linesOf,
  type Program,
  programsOf,
  type ReadGroup,
  readGroupsOf,
  sortOrderOf,
} from './sam-header.ts'
import type { VirtualOffset } from './virtual-offset.ts'

/** A reference sequence as the header has it. */
export interface Contig {
  readonly name: string
  readonly length: number
  /** M5 of the @SQ line: MD5 of the upper-cased sequence, in lower-case hex. */
  readonly md5?: string
}

export interface BamHeader {
  readonly text: string
  /** In the file's order; a record's refID is an index into it. */
  readonly contigs: readonly Contig[]
  readonly readGroups: readonly ReadGroup[]
  readonly programs: readonly Program[]
  /** SO of @HD, "unknown" without one. */
  readonly sortOrder: string
}

/** The header, and where the records begin. */
export interface ParsedHeader {
  readonly header: BamHeader
  readonly firstRecord: VirtualOffset
}

/** A header that claims more is taken for corrupt: the largest known ones are some tens of MB. */
const MAX_HEADER_BYTES = 512 * 2 ** 20
/** l_name, a name of one letter with its NUL, l_ref. */
const MIN_CONTIG_BYTES = 10
const TEXT_START = 8

/**
 * Reads the header from the first bytes of a BAM.
 * @param prefix the file's bytes from offset 0, as many as there are at hand
 * @param complete true when the file has no further bytes
 * @returns null when more bytes are needed
 * @throws FileError when it is no BAM, or its header is truncated, corrupt or contradicts itself
 */
export function parseBamHeader(path: string, prefix: Uint8Array, complete: boolean): ParsedHeader | null {
  const source = openBam(path, prefix, complete)
  const layout = source && readLayout(path, source)
  if (source && layout) return { header: buildHeader(path, layout), firstRecord: source.virtualOffsetOf(layout.end) }
  if (!complete) return null
  const remedy = 'copy it again from its source and compare checksums'
  throw new FileError('truncated', path, { problem: 'the file ends inside its header', remedy })
}

interface Layout {
  readonly text: string
  readonly contigs: readonly Contig[]
  /** Inflated bytes of the header. */
  readonly end: number
}

/** Checks that BAM data begin here; null when too few bytes tell. */
function openBam(path: string, prefix: Uint8Array, complete: boolean): InflatedPrefix | null {
  if (prefix.length === 0 && complete)
    throw new FileError('empty', path, { problem: 'the file is empty', remedy: 'give a BAM file' })
  if (prefix.length === 0) return null
  if (blockLengthAt(prefix, 0) === -1) throw notBam(path, describeFormat(prefix))
  const source = new InflatedPrefix(path, prefix)
  if (!source.has(TEXT_START)) return null
  if (source.bytes.toString('latin1', 0, 4) !== 'BAM\x01') throw notBam(path, describeFormat(prefix))
  return source
}

function notBam(path: string, looksLike: string): FileError {
  const convert = /CRAM|SAM text/.test(looksLike)
  const remedy = convert ? "convert it with 'samtools view -b'" : 'give a BAM file'
  return new FileError('not-bam', path, { problem: `not a BAM file: it looks like ${looksLike}`, remedy })
}

/** Walks text and contig list; null when the bytes do not reach. */
function readLayout(path: string, source: InflatedPrefix): Layout | null {
  const textEnd = TEXT_START + source.bytes.readUInt32LE(4)
  if (textEnd > MAX_HEADER_BYTES) throw implausible(path, `${textEnd - TEXT_START} bytes of text`)
  if (!source.has(textEnd + 4)) return null
  const contigCount = source.bytes.readUInt32LE(textEnd)
  if (textEnd + contigCount * MIN_CONTIG_BYTES > MAX_HEADER_BYTES) throw implausible(path, `${contigCount} contigs`)
  const text = textOf(source.bytes.subarray(TEXT_START, textEnd))
  const contigs: Contig[] = []
  let end = textEnd + 4
  while (contigs.length < contigCount) {
    const contig = readContig(path, source, end)
    if (contig === null) return null
    contigs.push({ name: contig.name, length: contig.length })
    end = contig.end
  }
  return { text, contigs, end }
}

/** Box: l_name u32 | name, NUL-terminated | l_ref u32 */
function readContig(path: string, source: InflatedPrefix, at: number): (Contig & { end: number }) | null {
  if (!source.has(at + 4)) return null
  const nameEnd = at + 4 + source.bytes.readUInt32LE(at)
  if (nameEnd > MAX_HEADER_BYTES) throw implausible(path, 'a contig name of impossible length')
  if (!source.has(nameEnd + 4)) return null
  const name = source.bytes.toString('latin1', at + 4, nameEnd - 1)
  const length = source.bytes.readInt32LE(nameEnd)
  if (name === '' || source.bytes[nameEnd - 1] !== 0) throw implausible(path, 'a contig without a proper name')
  if (length < 0) throw implausible(path, `a length of ${length} for contig ${name}`)
  return { name, length, end: nameEnd + 4 }
}

function implausible(path: string, claim: string): FileError {
  return badHeader(path, `the header claims ${claim}`)
}

function badHeader(path: string, problem: string, where?: Where): FileError {
  const remedy = 'write the file anew from its source'
  return new FileError('bad-header', path, { problem, remedy, ...(where === undefined ? {} : { where }) })
}

/** The text may be padded with NUL. */
function textOf(bytes: Buffer): string {
  const padding = bytes.indexOf(0)
  return bytes.toString('utf8', 0, padding === -1 ? bytes.length : padding)
}

function buildHeader(path: string, { text, contigs }: Layout): BamHeader {
  return {
    text,
    contigs: withChecksums(path, contigs, text),
    readGroups: readGroupsOf(text),
    programs: programsOf(text),
    sortOrder: sortOrderOf(text),
  }
}

/** Adds M5 from the @SQ lines. @throws FileError when a line names another contig or length, or a name comes twice */
function withChecksums(path: string, contigs: readonly Contig[], text: string): Contig[] {
  const lengths = new Map(contigs.map(({ name, length }) => [name, length]))
  if (lengths.size < contigs.length) throw badHeader(path, 'the header lists a contig twice')
  const md5s = new Map<string, string>()
  for (const line of linesOf(text, 'SQ')) {
    const name = fieldOf(line, 'SN') ?? ''
    const length = lengths.get(name)
    const claimed = fieldOf(line, 'LN')
    if (claimed !== String(length)) throw contradiction(path, `@SQ says ${name} LN:${claimed}`, length, lineNumber(text, line))
    const md5 = fieldOf(line, 'M5')
    if (md5 !== undefined) md5s.set(name, md5.toLowerCase())
  }
  return contigs.map((contig) => {
    const md5 = md5s.get(contig.name)
    return md5 === undefined ? contig : { ...contig, md5 }
  })
}

function contradiction(path: string, claim: string, length: number | undefined, line: number): FileError {
  const binary = length === undefined ? 'does not have it' : `says ${length}`
  return badHeader(path, `${claim}, the binary list of contigs ${binary}`, { line })
}
