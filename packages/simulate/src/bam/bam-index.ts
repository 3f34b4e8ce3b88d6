// What an index of a coordinate-sorted BAM file knows, gathered record by record while the file is written.
// Not its serialised forms: see bai.ts and csi.ts.
import { BAI_BINNING, type Binning, binOf } from './binning.ts'

/** Two virtual offsets. */
export type Chunk = [begin: number, end: number]

export interface ContigIndex {
  readonly bins: Map<number, Chunk[]>
  /** Virtual offset of the first record that overlaps each window of 2^minShift bases; gaps are undefined. */
  readonly windows: (number | undefined)[]
  /** From the first to the last record placed on the contig. */
  span: Chunk
  mapped: number
  unmapped: number
}

/** Where a record lies; `contig` is -1 for an unplaced one. */
export interface Placement {
  readonly contig: number
  readonly begin: number
  readonly end: number
  readonly unmapped: boolean
}

export class BamIndex {
  readonly binning: Binning
  readonly contigs: (ContigIndex | undefined)[]
  /** Records without a place. */
  unplaced = 0
  #contig = -1
  #bin = -1
  #chunk: Chunk | undefined

  constructor(contigCount: number, binning: Binning = BAI_BINNING) {
    this.binning = binning
    this.contigs = Array.from({ length: contigCount }, () => undefined)
  }

  /** Takes records in file order; `offset` is where the record begins. */
  add(placement: Placement, offset: number): void {
    if (placement.contig < 0) {
      this.close(offset)
      this.unplaced++
      return
    }
    const bin = binOf(placement.begin, placement.end, this.binning)
    if (placement.contig !== this.#contig || bin !== this.#bin) this.#open(placement.contig, bin, offset)
    const contig = this.contigs[placement.contig]!
    this.#coverWindows(contig, placement, offset)
    if (placement.unmapped) contig.unmapped++
    else contig.mapped++
  }

  /** Ends the current run of records; to be called with the offset behind the last record of the file. */
  close(offset: number): void {
    if (this.#chunk === undefined) return
    this.#chunk[1] = offset
    this.contigs[this.#contig]!.span[1] = offset
    this.#chunk = undefined
    this.#bin = -1
  }

  #open(contig: number, bin: number, offset: number): void {
    this.close(offset)
    const index = (this.contigs[contig] ??= emptyContigIndex(offset))
    const chunks = index.bins.get(bin) ?? []
    index.bins.set(bin, chunks)
    const last = chunks.at(-1)
    this.#chunk = last !== undefined && inSameBlock(last[1], offset) ? last : [offset, offset]
    if (this.#chunk !== last) chunks.push(this.#chunk)
    this.#contig = contig
    this.#bin = bin
  }

  #coverWindows({ windows }: ContigIndex, { begin, end }: Placement, offset: number): void {
    const width = 2 ** this.binning.minShift
    for (let window = Math.floor(begin / width); window * width < end; window++) windows[window] ??= offset
  }
}

function emptyContigIndex(offset: number): ContigIndex {
  return { bins: new Map(), windows: [], span: [offset, offset], mapped: 0, unmapped: 0 }
}

function inSameBlock(offset: number, other: number): boolean {
  return Math.floor(offset / 0x10000) === Math.floor(other / 0x10000)
}
