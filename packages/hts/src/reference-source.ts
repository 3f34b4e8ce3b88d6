// Where the bases of a file's contigs are to be had: a FASTA, and folders of sequences by MD5. Never the network.
// Plain JSON, so that it crosses to threads and into plans; reading is the business of reference-bases.ts.
import { closeSync, existsSync, openSync, readFileSync, readSync } from 'node:fs'
import { join } from 'node:path'
import type { AlignmentHeader } from './alignment-header.ts'
import { blockLengthAt } from './bgzf.ts'
import { byNameOrAlias } from './contig-names.ts'
import { FileError } from './errors.ts'
import type { FastaLayout } from './fasta-contig.ts'
import { openReference, type Reference } from './reference.ts'

export interface FastaSource {
  readonly path: string
  readonly bgzipped: boolean
  /** By contig of the header; null where the FASTA does not have it, or not in lines of one length. */
  readonly contigs: readonly (FastaLayout | null)[]
}

export interface ReferenceSource {
  readonly fasta: FastaSource | null
  /** Folders that hold bare upper-case sequences under their MD5: `<md5>`, or `<2>/<2>/<28>` as htslib keeps them. */
  readonly folders: readonly string[]
  /** M5 by contig of the header. */
  readonly md5s: readonly (string | null)[]
}

/** What was given to read bases from. */
export interface GivenReferences {
  /** A FASTA that was scanned, or the path of one. */
  readonly fasta?: Reference | string | undefined
  readonly folders?: readonly string[] | undefined
}

/** Whether there is any place to look for bases. */
export function givesBases({ fasta, folders }: ReferenceSource): boolean {
  return fasta !== null || folders.length > 0
}

/**
 * Where a file's bases are; nowhere when nothing was given. A FASTA that was not scanned is used with its .fai, or scanned when it has none.
 * @throws FileError when the FASTA is missing or damaged, or compressed so that it cannot be read in parts
 */
export async function referenceSource(
  header: AlignmentHeader,
  { fasta, folders = [] }: GivenReferences,
): Promise<ReferenceSource> {
  for (const folder of folders) requireFolder(folder)
  const md5s = header.contigs.map(({ md5 }) => md5 ?? null)
  return { fasta: fasta === undefined ? null : await fastaSource(header, fasta), folders, md5s }
}

async function fastaSource({ contigs }: AlignmentHeader, fasta: Reference | string): Promise<FastaSource> {
  const path = typeof fasta === 'string' ? fasta : fasta.path
  const bgzipped = isBgzipped(path)
  const layoutOf = typeof fasta === 'string' ? await layouts(path) : (name: string) => fasta.layout(name)
  return { path, bgzipped, contigs: contigs.map(({ name }) => layoutOf(name)) }
}

async function layouts(path: string): Promise<(name: string) => FastaLayout | null> {
  const fai = `${path}.fai`
  if (!existsSync(fai)) {
    const scanned = await openReference(path)
    return (name) => scanned.layout(name)
  }
  const byName = parseFai(fai)
  return (name) => byNameOrAlias(byName, name) ?? null
}

/** Columns: name, length, offset, bases a line, bytes a line. */
function parseFai(path: string): Map<string, FastaLayout> {
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n')
  return new Map(
    lines.map((line, i) => {
      const [name = '', ...columns] = line.split('\t')
      const [length = -1, offset = -1, lineBases = 0, lineBytes = 0] = columns.map(Number)
      const isLayout = [length, offset, lineBases, lineBytes].every(Number.isSafeInteger) && length >= 0 && offset >= 0
      if (isLayout && lineBytes >= lineBases && (lineBases > 0 || length === 0))
        return [name, { length, offset, lineBases, lineBytes }]
      const remedy = "make it anew with 'samtools faidx', or remove it"
      throw new FileError('reference-bad', path, { problem: 'this is no line of a FASTA index', remedy, where: { line: i + 1 } })
    }),
  )
}

/** False for plain text. @throws FileError for gzip that is not BGZF */
function isBgzipped(path: string): boolean {
  const start = firstBytes(path)
  if (start[0] !== 0x1f || start[1] !== 0x8b) return false
  if (blockLengthAt(start, 0) > 0) return true
  throw new FileError('reference-bad', path, {
    problem: 'it is compressed with gzip, so its bases cannot be read in parts',
    remedy: 'compress it with bgzip, or give it uncompressed',
  })
}

function firstBytes(path: string): Buffer {
  const bytes = Buffer.alloc(64)
  try {
    const descriptor = openSync(path, 'r')
    try {
      return bytes.subarray(0, readSync(descriptor, bytes, 0, bytes.length, 0))
    } finally {
      closeSync(descriptor)
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const problem = code === 'ENOENT' ? 'there is no such file' : `it cannot be read (${code})`
    throw new FileError('reference-missing', path, { problem, remedy: 'check the path' })
  }
}

function requireFolder(folder: string): void {
  if (existsSync(join(folder, '.'))) return
  throw new FileError('reference-missing', folder, { problem: 'there is no such folder', remedy: 'check the path' })
}
