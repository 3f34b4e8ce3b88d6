// The bases of a stretch of a contig, upper-case, from where the source says they are. Synchronous, and one per thread: each opens its own files.
import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { BgzfText } from './bgzf-text.ts'
import { FileError } from './errors.ts'
import type { FastaLayout } from './fasta-contig.ts'
import type { FastaSource, ReferenceSource } from './reference-source.ts'
import { packLetters } from './sequence-letters.ts'

/** Reads bytes of a text from an offset into a buffer, as far as there are any; returns how many. */
type ReadBytes = (offset: number, into: Buffer) => number

/** The same into a buffer of the reader's own. */
type ReadText = (offset: number, length: number) => Buffer

/** A contig's bases from `start` (0-based) on; fewer than `length` at its end. */
type ReadBases = (start: number, length: number) => Uint8Array

export class ReferenceBases {
  readonly #source: ReferenceSource
  readonly #descriptors: number[] = []
  /** By contig; null when its bases are nowhere. */
  readonly #readers = new Map<number, ReadBases | null>()
  #fasta: ReadBytes | null = null
  /** What was read last: a thread that asks for every slice leaves nothing behind for the collector. */
  #room = Buffer.alloc(0)

  constructor(source: ReferenceSource) {
    this.#source = source
  }

  /**
   * Bases of a contig of the header; fewer at its end, null when they are nowhere. They are there until the next call.
   * @throws FileError when the file that should have them is damaged
   */
  read(contig: number, start: number, length: number): Uint8Array | null {
    if (!this.#readers.has(contig)) this.#readers.set(contig, this.#readerOf(contig))
    const read = this.#readers.get(contig)
    return read ? read(start, length) : null
  }

  close(): void {
    for (const descriptor of this.#descriptors.splice(0)) closeSync(descriptor)
    this.#readers.clear()
    this.#fasta = null
  }

  #readerOf(contig: number): ReadBases | null {
    const { fasta, folders, md5s } = this.#source
    const layout = fasta?.contigs[contig]
    if (fasta && layout) return lineReader(layout, this.#reader(this.#openFasta(fasta)), fasta.path)
    const md5 = md5s[contig]
    const path = md5 && folders.flatMap((folder) => namesIn(folder, md5)).find((name) => existsSync(name))
    return path ? bareReader(path, this.#reader(this.#openText(path))) : null
  }

  /** Reads into the room, which grows with what is asked for. */
  #reader(read: ReadBytes): ReadText {
    return (offset, length) => {
      if (this.#room.length < length) this.#room = Buffer.allocUnsafeSlow(length + (length >> 2))
      const into = this.#room.subarray(0, length)
      return into.subarray(0, read(offset, into))
    }
  }

  #openFasta({ path, bgzipped }: FastaSource): ReadBytes {
    if (this.#fasta !== null) return this.#fasta
    const read = this.#openText(path)
    const text = bgzipped ? new BgzfText(path, this.#descriptors.at(-1)!) : null
    this.#fasta = text === null ? read : (offset, into) => text.read(offset, into)
    return this.#fasta
  }

  #openText(path: string): ReadBytes {
    const descriptor = openSync(path, 'r')
    this.#descriptors.push(descriptor)
    return (offset, into) => readSync(descriptor, into, 0, into.length, offset)
  }
}

/** Where bases were looked for, for people to read. */
export function placesSearched({ fasta, folders }: ReferenceSource): string {
  const places = [...(fasta === null ? [] : [fasta.path]), ...folders]
  return places.length === 0 ? 'nothing, since no reference was given' : places.join(', ')
}

/** As refget's folders and as htslib's name them. */
function namesIn(folder: string, md5: string): string[] {
  return [join(folder, md5), join(folder, md5.slice(0, 2), md5.slice(2, 4), md5.slice(4))]
}

/** Bases in lines. */
function lineReader({ length, offset, lineBases, lineBytes }: FastaLayout, read: ReadText, path: string): ReadBases {
  const place = (base: number): number => offset + Math.floor(base / lineBases) * lineBytes + (base % lineBases)
  return (start, wanted) => {
    const end = Math.min(length, start + wanted)
    if (end <= start) return new Uint8Array(0)
    const bases = upperCase(path, read(place(start), place(end - 1) + 1 - place(start)))
    if (bases.length === end - start) return bases
    const remedy = "make the .fai beside it anew with 'samtools faidx'"
    throw new FileError('reference-bad', path, { problem: 'its lines are not where its index says', remedy })
  }
}

/** A file that is nothing but bases. */
function bareReader(path: string, read: ReadText): ReadBases {
  const { size } = statSync(path)
  return (start, wanted) => upperCase(path, read(start, Math.max(0, Math.min(size - start, wanted))))
}

/** In place. */
function upperCase(path: string, bytes: Buffer): Uint8Array {
  const count = packLetters(bytes, bytes)
  if (count >= 0) return bytes.subarray(0, count)
  const remedy = 'give the FASTA file that the reads were aligned to'
  throw new FileError('reference-bad', path, { problem: 'there is something else than bases where bases should be', remedy })
}
