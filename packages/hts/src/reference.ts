// The reference genome: names, lengths, MD5s and no-calls of a FASTA, plain or (b)gzipped, by one scan.
// Its .fai is not used: the scan, needed for the no-calls, gives all it holds. Bases are read elsewhere, see reference-bases.ts.
import { basename } from 'node:path'
import type { Interval } from '@genomsyn/partial'
import type { Contig } from './alignment-header.ts'
import { byNameOrAlias } from './contig-names.ts'
import { FileError } from './errors.ts'
import type { FastaLayout, Run, ScannedContig } from './fasta-contig.ts'
import { FastaFault, FastaScan } from './fasta-scan.ts'
import { describeFormat } from './file-format.ts'
import { readText } from './text-file.ts'

export interface Reference {
  readonly path: string
  /** The file's stem, such as GRCh38. */
  readonly name: string
  /** In the file's order; each with its MD5. */
  readonly contigs: readonly Required<Contig>[]
  /** The contig of that name, else of its other spelling (chr1, 1). */
  find(name: string): Required<Contig> | undefined
  /** Runs of N, n or '.' on the contig that `find` gives; empty when there is none. */
  noCalls(name: string): readonly Run[]
  /** Where the bases of that contig lie in the text; null when its lines differ in length. */
  layout(name: string): FastaLayout | null
}

export interface ScanProgress {
  /** Bytes of the file. */
  readonly bytes: number
  readonly totalBytes: number
}

const NEWLINE = 0x0a
const CODES = { missing: 'reference-missing', damaged: 'reference-bad' } as const

/**
 * Scans a FASTA; nothing is written beside it.
 * @throws FileError when it is missing or damaged, no FASTA, or names a contig twice
 */
export async function openReference(path: string, onProgress?: (done: ScanProgress) => void): Promise<Reference> {
  const scan = new FastaScan()
  let glance: Buffer = Buffer.alloc(0)
  try {
    await readText(path, CODES, ({ bytes, bytesRead, size }) => {
      if (glance.length === 0) glance = Buffer.from(bytes.subarray(0, 4096))
      scan.take(bytes)
      onProgress?.({ bytes: bytesRead, totalBytes: size })
    })
    return referenceOf(path, scan.finish())
  } catch (error) {
    throw error instanceof FastaFault ? await badFasta(path, error, glance) : error
  }
}

/** The reference's no-calls as intervals over these contigs: sorted, and merged. */
export function noCallIntervals(reference: Reference, contigs: readonly Contig[]): Interval[] {
  return contigs.flatMap(({ name }, contig) => reference.noCalls(name).map(({ start, end }) => ({ contig, start, end })))
}

function referenceOf(path: string, contigs: readonly ScannedContig[]): Reference {
  const byName = new Map(contigs.map((contig) => [contig.name, contig]))
  const find = (name: string): ScannedContig | undefined => byNameOrAlias(byName, name)
  return {
    path,
    name: basename(path)
      .replace(/\.gz$/, '')
      .replace(/\.(fa|fasta|fna)$/, ''),
    contigs: contigs.map(({ name, length, md5 }) => ({ name, length, md5 })),
    find,
    noCalls: (name) => find(name)?.noCalls ?? [],
    layout: (name) => find(name)?.layout ?? null,
  }
}

/** Names the line: it is counted only now, in a second pass. */
async function badFasta(path: string, { offset, message }: FastaFault, glance: Buffer): Promise<FileError> {
  const remedy = 'give the FASTA file that the reads were aligned to'
  if (glance.length === 0) return new FileError('reference-bad', path, { problem: 'the file is empty', remedy })
  const looksLike = describeFormat(glance)
  const problem = looksLike === 'FASTA' ? message : `not a FASTA file (it looks like ${looksLike}): ${message}`
  return new FileError('reference-bad', path, { problem, remedy, where: { line: await lineAt(path, offset) } })
}

/** 1-based line of a byte of the text. */
async function lineAt(path: string, offset: number): Promise<number> {
  let line = 1
  let left = offset
  await readText(path, CODES, ({ bytes }) => {
    for (const byte of bytes.subarray(0, left)) if (byte === NEWLINE) line++
    left = Math.max(0, left - bytes.length)
  })
  return line
}
