// Bases for slices that a kernel cannot do without: read where the source says, and checked against the MD5 that the slice has.
import { createHash } from 'node:crypto'
import { FileError, placesSearched, ReferenceBases, type ReferenceSource } from '@genomsyn/hts'
import type { ReferenceRequest } from './kernel.ts'
import { unpackRecordPlace } from './record-place.ts'

const UNKNOWN_BASE = 0x4e
const NO_MD5 = '0'.repeat(32)

/** The alignment file, for sentences. */
export interface SuppliedFile {
  readonly path: string
  readonly contigNames: readonly string[]
}

/** One per thread and file. */
export class ReferenceSupply {
  readonly #file: SuppliedFile
  readonly #source: ReferenceSource | null
  readonly #bases: ReferenceBases | null

  constructor(file: SuppliedFile, source: ReferenceSource | null) {
    this.#file = file
    this.#source = source
    this.#bases = source === null ? null : new ReferenceBases(source)
  }

  /**
   * As many bases as asked for, upper-case; N behind the end of the contig.
   * @throws FileError when they are nowhere to be had, or are not those that the slice was made against
   */
  basesFor(request: ReferenceRequest): Uint8Array {
    const { contig, start, length, md5 } = request
    const found = this.#bases?.read(contig, start, length) ?? null
    if (found === null) throw this.#missing(request)
    const digest = md5 === NO_MD5 ? md5 : createHash('md5').update(found).digest('hex')
    if (digest !== md5) throw this.#mismatch(request, digest)
    if (found.length === length) return found
    const bases = new Uint8Array(length).fill(UNKNOWN_BASE)
    bases.set(found)
    return bases
  }

  close(): void {
    this.#bases?.close()
  }

  #places(): string {
    return this.#source === null ? 'nothing' : placesSearched(this.#source)
  }

  #missing({ contig, where }: ReferenceRequest): FileError {
    const name = this.#file.contigNames[contig] ?? ''
    const md5 = this.#source?.md5s[contig]
    return new FileError('reference-missing', this.#file.path, {
      problem: `bases of contig ${name} (${md5 ? `M5 ${md5}` : 'without M5'}) are needed; searched was ${this.#places()}`,
      remedy:
        'give the FASTA file that the reads were aligned to with --reference, or a folder of sequences with --reference-cache',
      where: { container: unpackRecordPlace(where).container, contig: name },
    })
  }

  #mismatch({ contig, start, length, md5, where }: ReferenceRequest, digest: string): FileError {
    const name = this.#file.contigNames[contig] ?? ''
    return new FileError('reference-mismatch', this.#file.path, {
      problem: `the slice was made against bases ${start + 1}-${start + length} of ${name} with MD5 ${md5}, and those in ${this.#places()} have ${digest}`,
      remedy: 'give the FASTA file that the reads were aligned to',
      where: { container: unpackRecordPlace(where).container, contig: name, position: start },
    })
  }
}
