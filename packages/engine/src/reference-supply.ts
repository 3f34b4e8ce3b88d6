// Bases for slices that a kernel cannot do without: read where the source says, and checked against the MD5 that the slice has.
import { createHash } from 'node:crypto'
import { FileError, placesSearched, ReferenceBases, type ReferenceSource } from '@genomsyn/hts'
import type { ReferenceRequest, ReferenceStretch, SpannedStretch } from './kernel.ts'
import { unpackRecordPlace } from './record-place.ts'

const UNKNOWN_BASE = 0x4e
/** A slice of a low depth may span a contig: its MD5 is taken piece by piece. */
const PIECE = 2 ** 21

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
   * As many bases as asked for, upper-case, N behind the end of the contig; valid until the next call.
   * @throws FileError when they are nowhere to be had, or are not those that the slice was made against
   */
  basesFor(request: ReferenceRequest): Uint8Array {
    const { start, length, slice } = request
    if (slice !== null && !isSame(slice, request)) this.#check(request, slice, this.#digest(request, slice))
    const found = this.#read(request, start, length)
    if (slice !== null && isSame(slice, request)) this.#check(request, slice, createHash('md5').update(found).digest('hex'))
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

  #read(request: ReferenceRequest, start: number, length: number): Uint8Array {
    const found = this.#bases?.read(request.contig, start, length) ?? null
    if (found === null) throw this.#missing(request)
    return found
  }

  /** Of the bases that there are: a slice may claim to reach behind the end of its contig. */
  #digest(request: ReferenceRequest, { start, length }: ReferenceStretch): string {
    const hash = createHash('md5')
    for (let done = 0; done < length;) {
      const found = this.#read(request, start + done, Math.min(PIECE, length - done))
      if (found.length === 0) break
      hash.update(found)
      done += found.length
    }
    return hash.digest('hex')
  }

  #check(request: ReferenceRequest, slice: SpannedStretch, digest: string): void {
    if (slice.md5 !== digest) throw this.#mismatch(request, slice, digest)
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

  #mismatch({ contig, where }: ReferenceRequest, { start, length, md5 }: SpannedStretch, digest: string): FileError {
    const name = this.#file.contigNames[contig] ?? ''
    return new FileError('reference-mismatch', this.#file.path, {
      problem: `the slice was made against bases ${start + 1}-${start + length} of ${name} with MD5 ${md5}, and those in ${this.#places()} have ${digest}`,
      remedy: 'give the FASTA file that the reads were aligned to',
      where: { container: unpackRecordPlace(where).container, contig: name, position: start },
    })
  }
}

function isSame(a: ReferenceStretch, b: ReferenceStretch): boolean {
  return a.start === b.start && a.length === b.length
}
