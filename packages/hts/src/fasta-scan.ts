// One pass over the bytes of a FASTA: names, lengths, MD5s and no-calls of its contigs. Reads no file, keeps no sequence.
import { OpenContig, type ScannedContig } from './fasta-contig.ts'
import { packLetters } from './sequence-letters.ts'

const GREATER_THAN = 0x3e
const NEWLINE = 0x0a

/** What is wrong with the text, and at which byte of it. */
export class FastaFault extends Error {
  readonly offset: number

  constructor(offset: number, problem: string) {
    super(problem)
    this.offset = offset
  }
}

/** Takes the text in pieces of any size; `finish` gives the contigs. */
export class FastaScan {
  readonly #names = new Set<string>()
  readonly #contigs: ScannedContig[] = []
  #contig: OpenContig | null = null
  /** The header line so far, while inside one. */
  #header: string | null = null
  #letters = new Uint8Array(0)
  /** Offset of the piece in the text, and the byte before it. */
  #offset = 0
  #lastByte = NEWLINE

  /** @throws FastaFault when the text is no FASTA, or names a contig twice */
  take(piece: Buffer): void {
    for (let at = 0; at < piece.length;) at = this.#header === null ? this.#takeSequence(piece, at) : this.#takeHeader(piece, at)
    this.#offset += piece.length
    this.#lastByte = piece[piece.length - 1] ?? this.#lastByte
  }

  /** @throws FastaFault when there was no contig */
  finish(): ScannedContig[] {
    if (this.#header !== null) this.#begin(0, 0)
    this.#end(0)
    if (this.#contigs.length === 0) throw new FastaFault(0, 'it holds no sequence')
    return this.#contigs
  }

  /** Reads up to the next header, and returns where that is. */
  #takeSequence(piece: Buffer, at: number): number {
    const next = piece.indexOf(GREATER_THAN, at)
    const end = next === -1 ? piece.length : next
    this.#add(piece.subarray(at, end), at)
    if (next === -1) return end
    const before = next === 0 ? this.#lastByte : piece[next - 1]
    if (before !== NEWLINE) throw new FastaFault(this.#offset + next, "there is a '>' inside a line of sequence")
    this.#end(next)
    this.#header = ''
    return next + 1
  }

  /** Reads up to the end of the header line, and returns where that is. */
  #takeHeader(piece: Buffer, at: number): number {
    const newline = piece.indexOf(NEWLINE, at)
    const end = newline === -1 ? piece.length : newline
    this.#header += piece.toString('utf8', at, end)
    if (newline === -1) return end
    this.#begin(at, newline + 1)
    return newline + 1
  }

  /** @param first where its lines begin */
  #begin(at: number, first: number): void {
    const name = this.#header?.split(/\s/, 1)[0] ?? ''
    if (name === '') throw new FastaFault(this.#offset + at, 'a sequence has no name')
    if (this.#names.has(name)) throw new FastaFault(this.#offset + at, `there is a second sequence named ${name}`)
    this.#names.add(name)
    this.#contig = new OpenContig(name, this.#offset + first)
    this.#header = null
  }

  #end(at: number): void {
    if (this.#contig !== null) this.#contigs.push(this.#contig.close(this.#offset + at))
    this.#contig = null
  }

  #add(lines: Buffer, at: number): void {
    if (this.#letters.length < lines.length) this.#letters = new Uint8Array(lines.length)
    const count = packLetters(lines, this.#letters)
    if (count < 0) throw new FastaFault(this.#offset + at - 1 - count, 'a character here belongs to no sequence')
    this.#contig?.measure(lines, { offset: this.#offset + at, before: this.#lastByte })
    if (count === 0) return
    if (this.#contig === null) throw new FastaFault(this.#offset + at, "it does not begin with '>'")
    this.#contig.add(Buffer.from(this.#letters.buffer, 0, count))
  }
}
