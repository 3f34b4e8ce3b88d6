// Puts nearly ordered records into coordinate order, holding only those that later ones could still precede.
import type { AlignmentRecord } from '../sam/alignment-record.ts'

const WINDOW_BASES = 1024

export class CoordinateQueue {
  /** Per contig: records by window. */
  readonly #windows: Map<number, AlignmentRecord[]>[]
  readonly #windowCounts: readonly number[]
  #contig = 0
  #window = 0

  constructor(contigs: readonly { readonly length: number }[]) {
    this.#windows = contigs.map(() => new Map<number, AlignmentRecord[]>())
    this.#windowCounts = contigs.map(({ length }) => Math.ceil(length / WINDOW_BASES))
  }

  /** @throws Error when the record precedes what has been released */
  add(record: AlignmentRecord): void {
    const window = Math.floor(record.position / WINDOW_BASES)
    const late = record.contig < this.#contig || (record.contig === this.#contig && window < this.#window)
    if (late) throw new Error(`${record.name} at ${record.contig}:${record.position} comes after later records`)
    const windows = this.#windows[record.contig]!
    const records = windows.get(window)
    if (records === undefined) windows.set(window, [record])
    else records.push(record)
  }

  /** Releases the windows that end at or before a position. Records of equal position keep their order. */
  *before(contig: number, position: number): Generator<AlignmentRecord> {
    const end = Math.floor(position / WINDOW_BASES)
    while (this.#contig < contig) {
      yield* this.#release(this.#windowCounts[this.#contig]!)
      this.#contig++
      this.#window = 0
    }
    if (end > this.#window) yield* this.#release(end)
  }

  /** Releases everything. */
  rest(): Generator<AlignmentRecord> {
    return this.before(this.#windows.length, 0)
  }

  *#release(end: number): Generator<AlignmentRecord> {
    const windows = this.#windows[this.#contig]!
    for (; this.#window < end; this.#window++) {
      const records = windows.get(this.#window)
      if (records === undefined) continue
      windows.delete(this.#window)
      yield* records.sort((a, b) => a.position - b.position)
    }
  }
}
