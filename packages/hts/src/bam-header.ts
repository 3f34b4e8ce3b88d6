// The header of a BAM: magic, SAM text, and the binary list of contigs, which rules (SAMv1 section 4.2, 2024-11).
import { type Contig, headerOf, type ParsedHeader } from './alignment-header.ts'
import { readBamLayout } from './bam-layout.ts'
import { blockLengthAt } from './bgzf.ts'
import { FileError } from './errors.ts'
import { describeFormat } from './file-format.ts'
import { badHeader, cutHeader } from './header-faults.ts'
import { InflatedPrefix } from './inflated-prefix.ts'
import { fieldOf, lineNumber, linesOf } from './sam-header.ts'

const MAGIC = 'BAM\x01'

/**
 * Reads the header from the first bytes of a BAM.
 * @param prefix the file's bytes from offset 0, as many as there are at hand
 * @param complete true when the file has no further bytes
 * @returns null when more bytes are needed
 * @throws FileError when it is no BAM, or its header is truncated, corrupt or contradicts itself
 */
export function parseBamHeader(path: string, prefix: Uint8Array, complete: boolean): ParsedHeader | null {
  const source = openBam(path, prefix, complete)
  const layout = source && readBamLayout(path, source)
  if (source && layout) {
    const header = headerOf(layout.text, withChecksums(path, layout.contigs, layout.text))
    return { format: { name: 'BAM' }, header, firstRecord: source.virtualOffsetOf(layout.end) }
  }
  if (!complete) return null
  throw cutHeader(path)
}

/** Checks that BAM data begin here; null when too few bytes tell. */
function openBam(path: string, prefix: Uint8Array, complete: boolean): InflatedPrefix | null {
  if (prefix.length === 0 && complete)
    throw new FileError('empty', path, { problem: 'the file is empty', remedy: 'give a BAM or CRAM file' })
  if (prefix.length === 0) return null
  if (blockLengthAt(prefix, 0) === -1) throw notBam(path, describeFormat(prefix))
  const source = new InflatedPrefix(path, prefix)
  if (!source.has(MAGIC.length)) return null
  if (source.bytes.toString('latin1', 0, MAGIC.length) !== MAGIC) throw notBam(path, describeFormat(prefix))
  return source
}

function notBam(path: string, looksLike: string): FileError {
  const remedy = /SAM text/.test(looksLike) ? "convert it with 'samtools view -b'" : 'give a BAM or CRAM file'
  return new FileError('not-bam', path, { problem: `not a BAM or CRAM file: it looks like ${looksLike}`, remedy })
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
