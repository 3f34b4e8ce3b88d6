// Do a reference and an alignment file speak of the same sequences?
import type { AlignmentFile } from './alignment-file.ts'
import type { Contig } from './alignment-header.ts'
import { FileError } from './errors.ts'
import type { Reference } from './reference.ts'

/** One contig under two names. */
export interface ContigAlias {
  readonly header: string
  readonly reference: string
}

/** Names that a message lists before it only counts. */
const LISTED_NAMES = 5

/**
 * Compares names, lengths and, where the header has them, MD5s. Further contigs in the reference are fine.
 * @returns the contigs that the reference spells differently (chr1, 1)
 * @throws FileError naming the first contig that differs, or those that are missing
 */
export function checkReference(file: Pick<AlignmentFile, 'path' | 'header'>, reference: Reference): ContigAlias[] {
  const { contigs } = file.header
  const missing = contigs.filter(({ name }) => reference.find(name) === undefined)
  if (missing.length > 0) throw misfit(file.path, reference, `it lacks ${listNames(missing)}`)
  return contigs.flatMap((contig) => {
    const found = reference.find(contig.name)!
    const difference = differenceOf(contig, found)
    if (difference !== null) throw misfit(file.path, reference, difference, contig.name)
    return found.name === contig.name ? [] : [{ header: contig.name, reference: found.name }]
  })
}

function differenceOf({ length, md5 }: Contig, found: Required<Contig>): string | null {
  if (length !== found.length) return `it has ${found.length} bases, the header says ${length}`
  if (md5 !== undefined && md5 !== found.md5) return `its MD5 is ${found.md5}, the header says ${md5}`
  return null
}

function listNames(contigs: readonly Contig[]): string {
  const names = contigs.slice(0, LISTED_NAMES).map(({ name }) => name)
  const more = contigs.length - names.length
  return `${contigs.length === 1 ? 'contig' : 'contigs'} ${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}

function misfit(path: string, reference: Reference, difference: string, contig?: string): FileError {
  return new FileError('reference-mismatch', reference.path, {
    problem: `the reference does not fit ${path}: ${difference}`,
    remedy: 'give the FASTA file that the reads were aligned to',
    ...(contig === undefined ? {} : { where: { contig } }),
  })
}
