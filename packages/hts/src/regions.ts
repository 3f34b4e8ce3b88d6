// Region files: BED (0-based, half-open) and Picard's interval list (1-based, inclusive, with a SAM header).
import type { Interval } from '@genomsyn/partial'
import type { Contig } from './alignment-header.ts'
import { aliasOf } from './contig-names.ts'
import { FileError } from './errors.ts'
import { mergeIntervals } from './intervals.ts'
import { fieldOf } from './sam-header.ts'
import { readText } from './text-file.ts'

const CODES = { missing: 'missing', damaged: 'regions-bad' } as const

/** Lines of a BED that carry no region. */
const BED_COMMENT = /^(#|track\b|browser\b)/

/**
 * The regions of a BED or interval list, plain or gzipped: sorted, overlapping and abutting ones merged.
 * @param contigs those of the header; regions name no others and stay within them
 * @throws FileError naming the line
 */
export async function readRegions(path: string, contigs: readonly Contig[]): Promise<Interval[]> {
  const pieces: Uint8Array[] = []
  await readText(path, CODES, ({ bytes }) => pieces.push(bytes))
  const lines = Buffer.concat(pieces).toString('utf8').split(/\r?\n/)
  const reader = new RegionReader(path, contigs, lines[0]?.startsWith('@') ?? false)
  const regions = mergeIntervals(lines.flatMap((line, i) => reader.read(line, i + 1)))
  if (regions.length === 0)
    throw new FileError('regions-bad', path, { problem: 'it names no region', remedy: 'give a BED file or an interval list' })
  return regions
}

class RegionReader {
  readonly #path: string
  readonly #contigs: readonly Contig[]
  readonly #indices: ReadonlyMap<string, number>
  readonly #intervalList: boolean

  constructor(path: string, contigs: readonly Contig[], intervalList: boolean) {
    this.#path = path
    this.#contigs = contigs
    this.#indices = new Map(contigs.map(({ name }, index) => [name, index]))
    this.#intervalList = intervalList
  }

  /** The region of a line, if it has one. */
  read(content: string, line: number): Interval[] {
    if (content.trim() === '') return []
    if (this.#intervalList && content.startsWith('@')) return this.#checkHeader(content, line)
    if (!this.#intervalList && BED_COMMENT.test(content)) return []
    const [name = '', first = '', last = ''] = content.split(content.includes('\t') ? '\t' : /\s+/)
    if (!/^\d+$/.test(first) || !/^\d+$/.test(last))
      throw this.#fault('this is no region: a contig, a start and an end were expected', line)
    const contig = this.#indexOf(name, line)
    const start = Number(first) - (this.#intervalList ? 1 : 0)
    const end = Number(last)
    if (start < 0 || end < start) throw this.#fault(`the region ends before it starts: ${first} to ${last}`, line)
    const { length } = this.#contigs[contig]!
    if (end > length) throw this.#fault(`the region ends at ${end}, but ${name} has ${length} bases`, line)
    return [{ contig, start, end }]
  }

  /** An @SQ line that speaks of another assembly. */
  #checkHeader(content: string, line: number): [] {
    const sequence = { content, offset: 0 }
    const name = content.startsWith('@SQ\t') ? (fieldOf(sequence, 'SN') ?? '') : ''
    const contig = this.#contigs[this.#indices.get(name) ?? -1]
    const length = fieldOf(sequence, 'LN')
    if (contig === undefined || length === String(contig.length)) return []
    throw this.#fault(`it is made for a ${name} of ${length} bases, but the alignment file's has ${contig.length}`, line)
  }

  #indexOf(name: string, line: number): number {
    const index = this.#indices.get(name)
    if (index !== undefined) return index
    const alias = aliasOf(name) ?? ''
    const hint = this.#indices.has(alias) ? ` (it has ${alias})` : ''
    throw this.#fault(`the alignment file has no contig ${name}${hint}`, line)
  }

  #fault(problem: string, line: number): FileError {
    const remedy = "give regions on the alignment file's own contigs"
    return new FileError('regions-bad', this.#path, { problem, remedy, where: { line } })
  }
}
