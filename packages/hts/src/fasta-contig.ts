// One contig of a FASTA: its length, MD5 and no-calls, from letters that come in pieces and are not kept.
import { createHash } from 'node:crypto'

const DOT = 0x2e
const N = 0x4e

/** 0-based, half-open. */
export interface Run {
  readonly start: number
  readonly end: number
}

export interface ScannedContig {
  readonly name: string
  readonly length: number
  /** MD5 of the upper-cased sequence without blanks, as M5 (SAMv1 section 1.3.2, 2024-11). */
  readonly md5: string
  /** Runs of N, n or '.', the bases htsjdk calls no-calls. */
  readonly noCalls: readonly Run[]
}

/** A contig while its lines come in. */
export class OpenContig {
  readonly #name: string
  readonly #hash = createHash('md5')
  readonly #noCalls: { start: number; end: number }[] = []
  #length = 0

  constructor(name: string) {
    this.#name = name
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

  close(): ScannedContig {
    return { name: this.#name, length: this.#length, md5: this.#hash.digest('hex'), noCalls: this.#noCalls }
  }

  #addRun(start: number, end: number): void {
    const last = this.#noCalls.at(-1)
    if (last?.end === start) last.end = end
    else this.#noCalls.push({ start, end })
  }
}
