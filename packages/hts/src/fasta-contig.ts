// One contig of a FASTA: its length, MD5 and no-calls, from letters that come in pieces and are not kept.
import { createHash } from 'node:crypto'

const DOT = 0x2e
const N = 0x4e

/** 0-based, half-open. */
export interface Run {
  readonly start: number
  readonly end: number
}

/** Where the bases of a contig lie in the text of a FASTA: the columns of a .fai. */
export interface FastaLayout {
  readonly length: number
  /** Of the first base in the (inflated) text. */
  readonly offset: number
  readonly lineBases: number
  /** With the end of the line. */
  readonly lineBytes: number
}

export interface ScannedContig {
  readonly name: string
  readonly length: number
  /** MD5 of the upper-cased sequence without blanks, as M5 (SAMv1 section 1.3.2, 2024-11). */
  readonly md5: string
  /** Runs of N, n or '.', the bases htsjdk calls no-calls. */
  readonly noCalls: readonly Run[]
  /** Null when its lines are not all of one length. */
  readonly layout: FastaLayout | null
}

const NEWLINE = 0x0a
const CARRIAGE_RETURN = 0x0d

/** A contig while its lines come in. */
export class OpenContig {
  readonly #name: string
  readonly #offset: number
  /** Of the first line, with its end and without; 0 until it has ended. */
  #lineBytes = 0
  #lineBases = 0
  readonly #hash = createHash('md5')
  readonly #noCalls: { start: number; end: number }[] = []
  #length = 0

  /** @param offset of its first line in the text */
  constructor(name: string, offset: number) {
    this.#name = name
    this.#offset = offset
  }

  /** Sees a piece of the lines; only the first line is measured. `before` is the byte before the piece. */
  measure(lines: Buffer, { offset, before }: { offset: number; before: number }): void {
    const newline = this.#lineBytes === 0 ? lines.indexOf(NEWLINE) : -1
    if (newline === -1) return
    this.#lineBytes = offset + newline + 1 - this.#offset
    const last = newline === 0 ? before : lines[newline - 1]
    this.#lineBases = this.#lineBytes - (last === CARRIAGE_RETURN ? 2 : 1)
  }

  /** @param letters upper-case; changed here */
  add(letters: Buffer): void {
    this.#hash.update(letters)
    for (let dot = letters.indexOf(DOT); dot !== -1; dot = letters.indexOf(DOT, dot)) letters[dot] = N
    for (let start = letters.indexOf(N); start !== -1;) {
      let end = start
      while (letters[end] === N) end++
      this.#addRun(this.#length + start, this.#length + end)
      start = letters.indexOf(N, end)
    }
    this.#length += letters.length
  }

  /** @param end offset behind its last line */
  close(end: number): ScannedContig {
    const length = this.#length
    return { name: this.#name, length, md5: this.#hash.digest('hex'), noCalls: this.#noCalls, layout: this.#layout(end) }
  }

  /** Lines of one length put the last base at one place only; line ends may follow it. */
  #layout(end: number): FastaLayout | null {
    const length = this.#length
    const lineBases = this.#lineBytes === 0 ? length : this.#lineBases
    const lineBytes = this.#lineBytes === 0 ? length : this.#lineBytes
    if (lineBases === 0) return null
    const lineEnd = lineBytes - lineBases
    const lastBase = this.#offset + Math.floor((length - 1) / lineBases) * lineBytes + ((length - 1) % lineBases)
    return end > lastBase && end <= lastBase + 1 + lineEnd ? { length, offset: this.#offset, lineBases, lineBytes } : null
  }

  #addRun(start: number, end: number): void {
    const last = this.#noCalls.at(-1)
    if (last?.end === start) last.end = end
    else this.#noCalls.push({ start, end })
  }
}
