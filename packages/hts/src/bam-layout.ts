// The binary form of a BAM's header: text, and the list of contigs (SAMv1 section 4.2, 2024-11). What the text says is not read here.
import type { FileError } from './errors.ts'
import { badHeader, MAX_HEADER_BYTES } from './header-faults.ts'
import type { InflatedPrefix } from './inflated-prefix.ts'

/** l_name, a name of one letter with its NUL, l_ref. */
const MIN_CONTIG_BYTES = 10
/** Behind the magic and l_text. */
const TEXT_START = 8

export interface BamLayout {
  readonly text: string
  readonly contigs: readonly { readonly name: string; readonly length: number }[]
  /** Inflated bytes of the header. */
  readonly end: number
}

/**
 * Walks the text and the contig list behind the magic.
 * @returns null when the bytes do not reach
 * @throws FileError `bad-header` when it claims what no header holds
 */
export function readBamLayout(path: string, source: InflatedPrefix): BamLayout | null {
  if (!source.has(TEXT_START)) return null
  const textEnd = TEXT_START + source.bytes.readUInt32LE(4)
  if (textEnd > MAX_HEADER_BYTES) throw implausible(path, `${textEnd - TEXT_START} bytes of text`)
  if (!source.has(textEnd + 4)) return null
  const contigCount = source.bytes.readUInt32LE(textEnd)
  if (textEnd + contigCount * MIN_CONTIG_BYTES > MAX_HEADER_BYTES) throw implausible(path, `${contigCount} contigs`)
  const text = textOf(source.bytes.subarray(TEXT_START, textEnd))
  const contigs: { name: string; length: number }[] = []
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
function readContig(path: string, source: InflatedPrefix, at: number): { name: string; length: number; end: number } | null {
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

/** The text may be padded with NUL. */
function textOf(bytes: Buffer): string {
  const padding = bytes.indexOf(0)
  return bytes.toString('utf8', 0, padding === -1 ? bytes.length : padding)
}
